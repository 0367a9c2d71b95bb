"""Checks and writes a graph as an ONNX file that onnxruntime's plain WebAssembly build runs: opset 17, no custom operators."""
import onnx
from onnx import TensorProto, helper


def floats(name, *shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))


def save(path, name, nodes, inits, inputs, outputs, producer, metadata):
    """metadata: pairs of key and value, in the order in which they are written"""
    graph = helper.make_graph(nodes, name, inputs, outputs, inits)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name=producer)
    model.ir_version = 8
    for key, value in metadata:
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)
