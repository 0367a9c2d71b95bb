#!/usr/bin/env python3
"""TempoCNN's model `fcn` (PyPI package tempocnn 0.0.8, code and models AGPL-3.0) -> one ONNX file, mel front end inside.

    pip install numpy==1.26.4 onnx==1.16.2 h5py==3.11.0 librosa==0.10.2
    pip download --no-deps tempocnn==0.0.8 && unzip tempocnn-0.0.8-py3-none-any.whl
    python export_tempocnn.py tempocnn/models/fcn.h5 ../../public/models/tempocnn-fcn-f16.onnx

librosa gives the mel filter bank only; no TensorFlow is needed, and there is no code of the package here.

input   audio  float32 [samples]   mono 11025 Hz, at least 130560 samples (11.85 s; append zeros to shorter audio)
output  windows float32 [W, 256]   softmax per window of 256 frames; class i is 30 + i BPM
        mean    float32 [256]      average over the windows: 30 + argmax is the package's estimate
A window is what the package makes of it: magnitude mel spectrogram of centred frames, over its maximum in the call. The package takes a window
every 128 frames, here they lie side by side: half as many on the middle 90 s of 172 pieces of known tempo, whose mean distribution
is right as often (.878 and .884 within 4 %) and next to the same (median cosine 0.9999 at every second window).
"""
import argparse
import json
import h5py
import librosa
import numpy as np
from onnx import TensorProto, helper, numpy_helper
from onnx_file import floats, save

SR, HOP, NFFT, NMEL, FRAMES, WHOP = 11025, 512, 1024, 40, 256, 128


class Graph:
    def __init__(self):
        self.nodes, self.inits, self.n = [], [], 0
        self.seen = {}

    def const(self, name, a, dtype=None):
        a = np.array(a, dtype) if dtype else np.asarray(a)
        if name not in self.seen:
            self.inits.append(numpy_helper.from_array(np.ascontiguousarray(a) if a.ndim else a, name))
            self.seen[name] = 1
        return name

    def i64(self, *v):
        return self.const("i_" + "_".join(str(x).replace("-", "m") for x in v), np.array(v, np.int64))

    def s64(self, v):
        return self.const("s_" + str(v).replace("-", "m"), np.array(v, np.int64))

    def weight(self, name, a):
        return self.op("Cast", self.const(name, np.asarray(a, np.float16)), to=TensorProto.FLOAT)

    def op(self, kind, *ins, out=None, **attrs):
        self.n += 1
        out = out or f"{kind.lower()}_{self.n}"
        self.nodes.append(helper.make_node(kind, list(ins), [out], name=f"n{self.n}_{kind}", **attrs))
        return out


def table(g, n, bins, tag, fn, scale):
    """[n, bins]: fn(2 pi k n / 1024) * scale(n). Index arithmetic on constants, folded at load: the file need not hold the cosines."""
    i = g.op("Mod", g.op("Mul", g.const(f"dft_n_{len(n)}", n[:, None].astype(np.int64)), g.const(f"dft_k_{tag}", bins[None].astype(np.int64))), g.s64(NFFT))
    b = g.op("Gather", g.const(f"dft_{fn.__name__}", fn(2 * np.pi * np.arange(NFFT) / NFFT).astype(np.float32)), i)
    return g.op("Mul", b, g.const(f"dft_w_{len(n)}", scale[:, None].astype(np.float32)))


def front_end(g):
    """-> [W, 1, 40, 256]. A frame is two blocks of 512 samples, wa and wb: one step of the radix-2 FFT gives its even bins from wa + wb, its odd bins
    from wa - wb; in both, real and imaginary parts read sums and differences of the samples n and 512 - n: a quarter of the plain DFT's multiplications."""
    half = NFFT // 2
    mel = librosa.filters.mel(sr=SR, n_fft=NFFT, n_mels=NMEL, fmin=20, fmax=5000)
    bins = np.flatnonzero(mel.any(0))
    bins = np.arange(bins[0], bins[-1] + 1)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(NFFT) / NFFT)
    # half a frame of silence before and after, as librosa centres; what is left of a block at the end is in no frame
    last = g.op("Div", g.op("Shape", "audio"), g.i64(HOP))
    nf = g.op("Add", last, g.i64(1))
    x = g.op("Pad", "audio", g.i64(half, half))
    x = g.op("Slice", x, g.i64(0), g.op("Mul", g.op("Add", last, g.i64(2)), g.i64(half)), g.i64(0))
    blocks = g.op("Reshape", x, g.i64(-1, half))
    a = g.op("Mul", g.op("Slice", blocks, g.i64(0), g.i64(-1), g.i64(0)), g.const("window_a", window[:half].astype(np.float32)))
    b = g.op("Mul", g.op("Slice", blocks, g.i64(1), g.i64(2 ** 31), g.i64(0)), g.const("window_b", window[half:].astype(np.float32)))
    powers, order = [], []
    for tag, y, some, sign in (("even", g.op("Add", a, b), bins[bins % 2 == 0], 1), ("odd", g.op("Sub", a, b), bins[bins % 2 == 1], -1)):
        # n = 1..255 with 511..257, and 256 with itself; n = 0 has no partner, and the window is zero at a's first sample but not at b's
        low = g.op("Slice", y, g.i64(1), g.i64(half // 2 + 1), g.i64(1))
        high = g.op("Slice", y, g.i64(half - 1), g.i64(half // 2 - 1), g.i64(1), g.i64(-1))
        first = g.op("Slice", y, g.i64(0), g.i64(1), g.i64(1))
        same, other = g.op("Add", low, high), g.op("Sub", low, high)
        re = g.op("Concat", first, same if sign > 0 else other, axis=1)
        im = other if sign > 0 else same
        n = np.arange(0, half // 2 + 1)
        halved = np.where(n == half // 2, 0.5, 1.0)
        re = g.op("MatMul", re, table(g, n, some, tag + "_cos", np.cos, halved))
        im = g.op("MatMul", im, table(g, n[1:], some, tag + "_sin", np.sin, halved[1:]))
        powers.append(g.op("Add", g.op("Mul", re, re), g.op("Mul", im, im)))
        order.append(some)
    mag = g.op("Sqrt", g.op("Concat", *powers, axis=1))                         # [F, bins]
    m = g.op("MatMul", mag, g.const("mel", mel[:, np.concatenate(order)].T.astype(np.float32)))  # [F, 40]
    # windows of 256 frames side by side, evenly spread; the package takes one every 128 frames
    spread = g.op("Sub", nf, g.i64(FRAMES))
    steps = g.op("Div", g.op("Add", spread, g.i64(WHOP)), g.i64(FRAMES))
    wi = g.op("Range", g.s64(0), g.op("Squeeze", g.op("Add", steps, g.i64(1))), g.s64(1))
    wi = g.op("Div", g.op("Mul", wi, spread), g.op("Max", steps, g.i64(1)))
    wi = g.op("Add", g.op("Unsqueeze", wi, g.i64(1)), g.const("window", np.arange(FRAMES)[None]))
    m = g.op("Gather", m, wi)                                                   # [W, 256, 40]
    m = g.op("Div", m, g.op("Max", g.op("ReduceMax", m, axes=[0, 1, 2], keepdims=1), g.const("tiny", np.float32(1e-20))))
    m = g.op("Transpose", m, perm=[0, 2, 1])
    return g.op("Unsqueeze", m, g.i64(1))


def same(k, dilation):
    total = (k - 1) * dilation
    return total // 2, total - total // 2


def activation(g, x, kind, name):
    if kind in (None, "linear"):
        return x
    return g.op({"elu": "Elu", "relu": "Relu", "softmax": "Softmax"}[kind], x, **({"axis": 1} if kind == "softmax" else {}))


def build(path):
    f = h5py.File(path, "r")
    layers = json.loads(f.attrs["model_config"])["config"]["layers"]
    root = f["model_weights"]

    def w(name, what):
        grp = root[name]
        for n in grp.attrs["weight_names"]:
            n = n.decode() if isinstance(n, bytes) else n
            if n.split("/")[-1].startswith(what):
                return np.array(grp[n], np.float32)
        raise KeyError((name, what))

    g = Graph()
    t = {}
    last = None
    for layer in layers:
        kind, c = layer["class_name"], layer["config"]
        name = c["name"]
        ins = [t[i[0]] for i in layer["inbound_nodes"][0]] if layer.get("inbound_nodes") else []
        x = ins[0] if ins else None
        if kind == "InputLayer":
            y = front_end(g)
        elif kind == "BatchNormalization":
            p = [g.const(f"{name}_{v}", w(name, v)) for v in ("gamma", "beta", "moving_mean", "moving_var")]
            y = g.op("BatchNormalization", x, *p, epsilon=c["epsilon"])
        elif kind == "Conv2D":
            assert c["padding"] == "same" and tuple(c["strides"]) == (1, 1) and c.get("groups", 1) == 1
            k = w(name, "kernel").transpose(3, 2, 0, 1)
            dil = list(c["dilation_rate"])
            (a, b), (l, r) = same(k.shape[2], dil[0]), same(k.shape[3], dil[1])
            y = g.op("Conv", x, g.weight(name + "_w", k), g.const(name + "_b", w(name, "bias")),
                     kernel_shape=list(k.shape[2:]), pads=[a, l, b, r], dilations=dil)
            y = activation(g, y, c["activation"], name)
        elif kind == "Concatenate":
            y = g.op("Concat", *ins, axis=1)
        elif kind in ("AveragePooling2D", "MaxPooling2D"):
            y = g.op(kind.replace("Pooling2D", "Pool"), x, kernel_shape=list(c["pool_size"]), strides=list(c["strides"]))
        elif kind == "GlobalAveragePooling2D":
            y = g.op("ReduceMean", x, axes=[2, 3], keepdims=0)
        elif kind == "Activation":
            y = activation(g, x, c["activation"], name)
        else:
            raise ValueError(kind)
        t[name] = last = y
    g.op("Identity", last, out="windows")
    g.op("ReduceMean", last, out="mean", axes=[0], keepdims=0)
    return g


def main():
    p = argparse.ArgumentParser()
    p.add_argument("model", help="models/fcn.h5 of the package")
    p.add_argument("output")
    a = p.parse_args()
    g = build(a.model)
    save(a.output, "tempocnn_fcn", g.nodes, g.inits, [floats("audio", "samples")], [floats("windows", "W", 256), floats("mean", 256)], "export_tempocnn.py",
         [("source", "PyPI tempocnn 0.0.8, models/fcn.h5"),
          ("licence", "AGPL-3.0, Hendrik Schreiber, tagtraum industries incorporated"), ("sample_rate", "11025")])


if __name__ == "__main__":
    main()
