"""Runs exported programs without a trace of ours: python runner.py TARGET FOLDER."""

import contextlib
import importlib.util
import sys
from pathlib import Path

import numpy as np


class OfOurs:
    """Refuses imports of this project: an exported program stands alone."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("engine", "server"):
            raise ImportError(f"an exported program imports {name}")


def load(file):
    spec = importlib.util.spec_from_file_location(f"program_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def keras(program, inputs, weights):
    model = program.build_model()
    Path(program.__file__).with_suffix(".json").write_text(model.to_json(), "utf-8")
    if weights.exists():
        program.load_weights(model, weights)
    return model(inputs if len(inputs) > 1 else inputs[0], training=False)


def jax(program, inputs, file):
    weights = program.first_weights(0)
    if file.exists():
        weights = program.load_weights(file, weights)
    found = program.predict(weights, inputs if len(inputs) > 1 else inputs[0])
    return list(found) if isinstance(found, tuple) else found


def torch(program, inputs, file):
    model, weights = program.Network(), program.first_weights(0)
    if file.exists():
        weights = program.load_weights(file, weights)
    program.put(model, weights)
    given = [program.torch.as_tensor(each) for each in inputs]
    with program.torch.no_grad():
        found = model.eval()(given if len(given) > 1 else given[0])
    return list(found) if isinstance(found, tuple) else found


TARGETS = {"keras": keras, "jax": jax, "torch": torch}


def whole(folder):
    """Runs programs as a person would; what they print is kept."""
    for file in sorted(Path(folder).glob("*.py")):
        with file.with_suffix(".txt").open("w") as out, contextlib.redirect_stdout(out):
            load(file).main()


def main(target, folder):
    sys.meta_path.insert(0, OfOurs())
    if target == "main":
        whole(folder)
        return
    sys.dont_write_bytecode = True
    for file in sorted(Path(folder).glob("*.py")):
        with np.load(file.with_suffix(".npz")) as arrays:
            inputs = [arrays[name] for name in arrays]
        try:
            found = TARGETS[target](load(file), inputs, file.with_suffix(".safetensors"))
            arrays = [np.asarray(each) for each in (found if isinstance(found, list) else [found])]
            np.savez(file.with_suffix(".out.npz"), *arrays)
        except Exception as error:
            file.with_suffix(".error").write_text(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main(*sys.argv[1:])
