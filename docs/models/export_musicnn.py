#!/usr/bin/env python3
"""The two MusiCNN networks (PyPI package musicnn 0.1.0, ISC licence) -> one ONNX file, log-mel front end inside.

    pip install numpy==1.26.4 onnx==1.16.2 librosa==0.10.2
    pip download --no-deps --no-binary :all: musicnn==0.1.0 && tar xzf musicnn-0.1.0.tar.gz
    python export_musicnn.py musicnn-0.1.0/musicnn ../../public/models/musicnn-f16.onnx

librosa gives the mel filter bank only; no TensorFlow is needed.

input   audio      float32 [N, 48128]  mono, 16 kHz, N patches of 187 frames (3.008 s)
output  embedding      float32 [N, 200]  'penultimate' of MTT_musicnn
        tags           float32 [N, 100]  sigmoid: 50 of MTT_musicnn, 50 of MSD_musicnn
        msd_embedding  float32 [N, 200]  'penultimate' of MSD_musicnn

Both networks run in 25 ms a patch in WebAssembly, where plain convolutions took 200, with the same values (cosine 0.999999, tags within 0.002,
which is what weights in float16 cost): both share one spectrogram, made by half the multiplications of a plain DFT; the convolutions over it are
minimal filtering along time (Toom-Cook / Winograd); and filters that training had switched off are left out (see `live_filters`):
of 561 over the spectrogram 192 (mtt) and 63 (msd) are left.
"""
import argparse
from fractions import Fraction
import numpy as np
import librosa
from onnx import TensorProto, helper, numpy_helper
from onnx_file import floats, save
from tf_checkpoint import load_checkpoint

SR, HOP, NFFT, NMEL, FRAMES = 16000, 256, 512, 96, 187
SAMPLES = (FRAMES - 1) * HOP + NFFT  # 48128
EPS = 1e-3  # of tf.compat.v1.layers.batch_normalization
LIVE = 1e-3
POINTS = [0, 1, -1, 2, -2, Fraction(1, 2), Fraction(-1, 2), Fraction(3, 2), Fraction(-3, 2), 4, -4, Fraction(1, 4)]
# The front end: number of the layer, zero frames before, and outputs x taps of its minimal filtering.
FRONT = ((0, 3, (6, 7)), (1, 3, (6, 7)), (2, 63, (4, 8)), (3, 31, (4, 8)), (4, 15, (4, 8)))


class Graph:
    def __init__(self):
        self.nodes, self.inits = [], {}

    def const(self, a):
        a = np.asarray(a, order="C")
        name = f"c{len(self.inits)}"
        self.inits[name] = numpy_helper.from_array(a, name)
        return name

    def f32(self, a):
        return self.const(np.asarray(a, np.float32))

    def i64(self, *v):
        return self.const(np.array(v, np.int64))

    def weight(self, a):
        """Trained weights, stored as float16; onnxruntime folds the cast when the session is created and computes in float32."""
        return self.op("Cast", self.const(np.asarray(a, np.float32).astype(np.float16)), to=TensorProto.FLOAT)

    def op(self, kind, *ins, out=None, **attrs):
        out = out or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(ins), [out], name=f"n{len(self.nodes)}_{kind}", **attrs))
        return out


def log_mel(g):
    """audio -> log10(10000 mel + 1), [N, 1, 187, 96]. A frame is two blocks of 256 samples, a and b: one step of the radix-2 FFT
    gives its even bins from wa + wb and its odd bins from wa - wb, at half the multiplications."""
    half = NFFT // 2
    window = librosa.filters.get_window("hann", NFFT, fftbins=True)
    blocks = g.op("Reshape", "audio", g.i64(-1, FRAMES + 1, half))
    part = lambda start: g.op("Slice", blocks, g.i64(start), g.i64(start + FRAMES), g.i64(1))
    a = g.op("Mul", part(0), g.f32(window[:half]))
    b = g.op("Mul", part(1), g.f32(window[half:]))
    spectrum, bins = [], []
    for block, real, imaginary in ((g.op("Add", a, b), np.arange(0, half + 1, 2), np.arange(2, half, 2)),
                                   (g.op("Sub", a, b), np.arange(1, half, 2), np.arange(1, half, 2))):
        spectrum.append(g.op("MatMul", block, basis(g, real, imaginary)))
        bins += [real, imaginary]
    x = g.op("Concat", *spectrum, axis=2)                                      # [N,187,512]
    mel = librosa.filters.mel(sr=SR, n_fft=NFFT, n_mels=NMEL)                  # [96,257]
    x = g.op("MatMul", g.op("Mul", x, x), g.f32(mel[:, np.concatenate(bins)].T * 10000.0))
    x = g.op("Log", g.op("Add", x, g.f32(1.0)))
    return g.op("Unsqueeze", g.op("Mul", x, g.f32(1 / np.log(10.0))), g.i64(1))


def basis(g, real, imaginary):
    """[256, bins] of the DFT over 512: index arithmetic on constants, folded at load, so that the file need not hold the cosines."""
    angle = 2 * np.pi * np.arange(NFFT) / NFFT
    table = np.concatenate([np.cos(angle), -np.sin(angle)]).astype(np.float32)
    k = np.concatenate([real, imaginary])[None].astype(np.int64)
    offset = np.concatenate([np.zeros(len(real)), np.full(len(imaginary), NFFT)])[None].astype(np.int64)
    i = g.op("Mod", g.op("Mul", g.const(np.arange(NFFT // 2, dtype=np.int64)[:, None]), g.const(k)), g.const(np.array(NFFT, np.int64)))
    return g.op("Gather", g.const(table), g.op("Add", i, g.const(offset)))


def toom(m, r):
    """Toom-Cook (Winograd) minimal filtering F(m, r): y = AT @ ((G @ g) * (BT @ d)).
    m outputs of an r-tap correlation over m+r-1 inputs d."""
    n = m + r - 1
    pts = [Fraction(p) for p in POINTS[:n - 1]]

    def ev(k):
        return [[p ** j for j in range(k)] for p in pts] + [[Fraction(0)] * (k - 1) + [Fraction(1)]]

    a = [row + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(ev(n))]
    for i in range(n):                                                         # exact inverse
        p = next(k for k in range(i, n) if a[k][i] != 0)
        a[i], a[p] = a[p], a[i]
        a[i] = [x / a[i][i] for x in a[i]]
        for k in range(n):
            if k != i:
                a[k] = [x - a[k][i] * y for x, y in zip(a[k], a[i])]
    c = np.array([[float(x) for x in row[n:]] for row in a])
    em, er = (np.array([[float(x) for x in row] for row in ev(k)]) for k in (m, r))
    return em.T, c.T, er


def highest_over_frequency(g, x, k, top, m, taps):
    """Convolution over time and bands (kernel [F,1,R,Q] over [N,1,187,96], 'top' zero frames before) by F(m, taps):
    R/taps sub-filters, each evaluated at m+taps-1 points; then the maximum over the bands. -> [N,F,187], no bias"""
    nf, _, r, q = k.shape
    r2 = -(-r // taps) * taps
    k = np.concatenate([k, np.zeros((nf, 1, r2 - r, q))], 2)                   # taps at the end: zero
    assert r2 == taps or taps % m == 0                                         # sub-filters fall on tiles
    sub, step = r2 // taps, taps // m
    at, bt, gm = toom(m, taps)
    n = m + taps - 1
    tiles = -(-FRAMES // m)
    bottom = (tiles + (sub - 1) * step - 1) * m + n - FRAMES - top
    d = g.op("Conv", x, g.f32(bt[:, None, :, None]), strides=[m, 1], pads=[top, 0, bottom, 0], kernel_shape=[n, 1])
    # filters: [taps,F,sub*q] -> [n*F,1,sub,q]; one group per point (folded at load)
    u = g.weight(k.reshape(nf, sub, taps, q).transpose(2, 0, 1, 3).reshape(taps, nf * sub * q))
    u = g.op("Reshape", g.op("MatMul", g.f32(gm), u), g.i64(n * nf, 1, sub, q))
    y = g.op("Conv", d, u, group=n, kernel_shape=[sub, q], dilations=[step, 1])
    bins = NMEL - q + 1
    y = g.op("Reshape", y, g.i64(0, n, nf, tiles * bins))
    y = g.op("Conv", y, g.f32(at[:, :, None, None]), kernel_shape=[1, 1])
    y = g.op("ReduceMax", g.op("Reshape", y, g.i64(0, m, nf, tiles, bins)), axes=[4], keepdims=0)
    y = g.op("Reshape", g.op("Transpose", y, perm=[0, 2, 3, 1]), g.i64(0, nf, tiles * m))
    return y if tiles * m == FRAMES else g.op("Slice", y, g.i64(0), g.i64(FRAMES), g.i64(2))


def batch_norm(w, i):
    """y = scale x + shift"""
    n = "batch_normalization" + (f"_{i}" if i else "")
    s = w[n + "/gamma"].astype(np.float64) / np.sqrt(w[n + "/moving_variance"].astype(np.float64) + EPS)
    return s, w[n + "/beta"] - w[n + "/moving_mean"] * s


def live_filters(kernel, scale):
    """Filters whose norm times the scale of the batch norm behind them is not next to nothing. Training drove the others to 1e-30 or
    so, few lie between; their outputs are constants. [F] of bool"""
    return np.sqrt((kernel.reshape(-1, kernel.shape[-1]) ** 2).sum(0)) * np.abs(scale) > LIVE


class Channels:
    """[N, C, 187] of which only `live` channels are computed; the others are constants."""

    def __init__(self, tensor, live, values):
        self.tensor, self.live, self.values = tensor, live, np.where(live, 0, values)

    def all(self, g):
        """[N, C, 187]"""
        if self.live.all():
            return self.tensor
        place = np.eye(len(self.live))[:, self.live]
        return g.op("Add", g.op("MatMul", g.f32(place), self.tensor), g.f32(self.values[:, None]))

    def plus(self, g, other):
        return Channels(g.op("Add", self.all(g), other.all(g)), np.ones_like(self.live), self.values * 0)

    @staticmethod
    def joined(g, parts):
        return Channels(g.op("Concat", *[p.tensor for p in parts], axis=1), np.concatenate([p.live for p in parts]), np.concatenate([p.values for p in parts]))


def front_layer(g, w, x, j, top, fast):
    """conv -> relu -> batch norm -> max over frequency. With batch norm scale s, max_f(s relu(c) + t) = s relu(sign max_f(sign c)) + t,
    sign = sign of s: so the sign goes into the weights, the maximum is taken first, the rest works on [N,C,187]."""
    name = "conv2d" + (f"_{j}" if j else "")
    k, b = (w[f"{name}/{v}"].astype(np.float64) for v in ("kernel", "bias"))
    s, t = batch_norm(w, j + 1)
    live = live_filters(k, s)
    sign = np.where(s < 0, -1.0, 1.0)[live]
    y = highest_over_frequency(g, x, k.transpose(3, 2, 0, 1)[live] * sign[:, None, None, None], top, *fast)
    y = g.op("Add", y, g.f32((b[live] * sign)[:, None]))
    if (sign < 0).any():
        y = g.op("Mul", y, g.f32(sign[:, None]))
    y = g.op("Mul", g.op("Relu", y), g.f32(s[live][:, None]))
    return Channels(g.op("Add", y, g.f32(t[live][:, None])), live, t + s * np.maximum(b, 0))


def mid_layer(g, w, x, j):
    """conv over time -> relu -> batch norm. What constant inputs add is a constant of each frame: less at both ends, where zeros are padded."""
    k, b = w[f"conv2d_{j}/kernel"][:, :, 0, :].astype(np.float64), w[f"conv2d_{j}/bias"]              # [7,Cin,64]
    s, t = batch_norm(w, j + 1)
    live = live_filters(k, s)
    heard = np.pad(np.ones(FRAMES), 3)
    added = b + sum(heard[tap:tap + FRAMES, None] * (x.values @ k[tap]) for tap in range(7))           # [187,64]
    y = g.op("Conv", x.tensor, g.weight(k.transpose(2, 1, 0)[live][:, x.live]), pads=[3, 3], kernel_shape=[7])
    y = g.op("Relu", g.op("Add", y, g.f32(added.T[live])))
    y = g.op("Add", g.op("Mul", y, g.f32(s[live][:, None])), g.f32(t[live][:, None]))
    return Channels(y, live, t + s * np.maximum(b, 0))


def network(g, w, mel):
    """[N,1,187,96] -> embedding [N,200], tags [N,50]"""
    s, t = batch_norm(w, 0)
    x = g.op("Add", g.op("Mul", mel, g.f32(s[0])), g.f32(t[0]))
    front = Channels.joined(g, [front_layer(g, w, x, j, top, fast) for j, top, fast in FRONT])
    mids = [mid_layer(g, w, front, 5)]
    for j in (6, 7):
        mids.append(mid_layer(g, w, mids[-1], j).plus(g, mids[-1]))
    mid = Channels.joined(g, [front, *mids])                                   # 753 channels

    # The package interleaves (max_0, mean_0, max_1, mean_1, ...): undone in the weights. Constants go into the bias.
    pool = g.op("Concat", g.op("ReduceMax", mid.tensor, axes=[2], keepdims=0), g.op("ReduceMean", mid.tensor, axes=[2], keepdims=0), axis=1)
    s, t = batch_norm(w, 9)
    k = w["dense/kernel"].astype(np.float64)
    b = w["dense/bias"] + t @ k + np.repeat(mid.values, 2) @ (k * s[:, None])
    k = k * s[:, None]
    d = g.op("Relu", g.op("Gemm", pool, g.weight(np.concatenate([k[0::2][mid.live], k[1::2][mid.live]])), g.f32(b)))
    s, t = batch_norm(w, 10)
    embedding = g.op("Add", g.op("Mul", d, g.f32(s)), g.f32(t))
    tags = g.op("Sigmoid", g.op("Gemm", embedding, g.weight(w["dense_1/kernel"]), g.f32(w["dense_1/bias"])))
    return embedding, tags


def build(mtt, msd):
    g = Graph()
    mel = log_mel(g)
    embedding, mtt_tags = network(g, mtt, mel)
    msd_embedding, msd_tags = network(g, msd, mel)
    g.op("Identity", embedding, out="embedding")
    g.op("Concat", mtt_tags, msd_tags, axis=1, out="tags")
    g.op("Identity", msd_embedding, out="msd_embedding")
    return g


def main():
    p = argparse.ArgumentParser()
    p.add_argument("checkpoints", help="folder of the package that holds MTT_musicnn and MSD_musicnn")
    p.add_argument("output")
    a = p.parse_args()
    g = build(*(load_checkpoint(f"{a.checkpoints}/{name}_musicnn/") for name in ("MTT", "MSD")))
    save(a.output, "musicnn", g.nodes, list(g.inits.values()), [floats("audio", "N", SAMPLES)],
         [floats("embedding", "N", 200), floats("tags", "N", 100), floats("msd_embedding", "N", 200)], "export_musicnn.py",
         [("source", "PyPI musicnn 0.1.0, MTT_musicnn and MSD_musicnn"), ("sample_rate", str(SR)), ("patch_samples", str(SAMPLES)),
          ("licence", "ISC, Copyright (c) Music Technology Group, Universitat Pompeu Fabra 2019")])


if __name__ == "__main__":
    main()
