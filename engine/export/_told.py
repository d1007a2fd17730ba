"""What programs with a loop of their own tell of a training: metrics, and what watches over it."""

from engine import catalog
from engine.contracts import Chosen
from engine.export._code import call, literal
from engine.export._facts import Facts, Output
from engine.export._gather import Gathered, gather
from engine.export._keras_training import camel
from engine.export._parts import find, texts
from engine.graph.heads import curves, figure_name

# What a program calls them.
NAMES = {"early_stopping": "stopping", "reduce_lr_on_plateau": "plateau"}


def metric(output: Output, chosen: Chosen, target: str, value: str) -> tuple[str, Gathered]:
    """A metric's call; classes are ones in their column, outputs as the metric reads them."""
    kind = catalog.metrics()[chosen.kind]
    found = find(("metrics.py",), kind.name) or find(("metrics.py",), f"{kind.name}_metric")
    assert found is not None, kind.name
    file, part = found
    if output.form == "signs" and kind.tasks == ("classification",):
        target, value = f"({target} + 1) / 2", f"({value} + 1) / 2"
    given = texts(kind.fields, dict(chosen.config)) | {"target": target, "output": value}
    return part.call(given, before=len(chosen.kind) + 16), gather(file, [part.name])


def figures(facts: Facts, targets: list[str], values: list[str]) -> tuple[list[str], Gathered]:
    """The entries of the figures behind the losses, each output's own."""
    entries, code = list[str](), Gathered()
    several = len(facts.outputs) > 1
    for output, target, value in zip(facts.outputs, targets, values, strict=True):
        if output.form == "classes":
            target = f"np.eye({output.classes})[{target}]"
        for chosen in output.head.metrics:
            text, more = metric(output, chosen, target, value)
            name = figure_name(chosen.kind, output.head.name, several=several)
            entries.append(f"{literal(name)}: {text},")
            code += more
    return entries, code


def callbacks(facts: Facts) -> dict[str, tuple[str, Gathered]]:
    """What watches over the training: kind, how it is made, what it needs."""
    known = curves(facts.document.training)
    made: dict[str, tuple[str, Gathered]] = {}
    for chosen in facts.document.training.callbacks:
        kind, config = catalog.callbacks()[chosen.kind], dict(chosen.config)
        found = find(("callbacks.py",), camel(kind.name))
        assert found is not None, kind.name
        file, part = found
        curve = known.get(config["monitor"].removeprefix("val_"))
        better = curve.better if curve else "lower"
        better = {"min": "lower", "max": "higher"}.get(config["mode"], better)
        given = texts(kind.fields, config) | {"higher": literal(better == "higher")}
        made[kind.name] = (part.call(given), gather(file, [part.name]))
    return made


def watching(made: dict[str, tuple[str, Gathered]]) -> list[str]:
    """Lines that make the callbacks."""
    return [f"{NAMES[name]} = {text}" for name, (text, _) in made.items()]


def epoch_end(facts: Facts, model: str, kept: str, restore: str) -> list[str]:
    """Lines behind an epoch: figures, and what callbacks make of them. ``kept`` are the weights,
    ``restore`` the statement that goes back to the best ones."""
    chosen = {each.kind: dict(each.config) for each in facts.document.training.callbacks}
    monitored = [config["monitor"] for config in chosen.values()]
    lines: list[str] = []
    if any(name != "loss" and not name.startswith("val_") for name in monitored):
        lines.append(f"figures = evaluate({model}, x, y) | figures")
    if facts.document.data is not None and facts.document.data.validation_split:
        lines += [
            f"for name, value in evaluate({model}, *validation).items():",
            "    if isinstance(value, float):",
            '        figures[f"val_{name}"] = value',
        ]
    lines.append('print(f"epoch {epoch + 1}: {figures}")')
    if "reduce_lr_on_plateau" in chosen:
        lines.append("rate = plateau.lowered(figures, rate)")
    if "early_stopping" in chosen:
        lines.append(f"if stopping.ends(epoch, figures, {kept}):")
        lines += [f"    {restore}"] if chosen["early_stopping"]["restore_best_weights"] else []
        lines += [] if lines[-1].startswith("    return") else ["    break"]
    return lines


def row_weights(facts: Facts, behind: str = "") -> tuple[str | None, Gathered]:
    """How much each training row counts as an expression of ``y``, with what makes it an array
    ``behind`` it; None where all count alike."""
    spec, output = facts.document.training, facts.outputs[0]
    if spec.class_weight is None:
        return None, Gathered()
    y = "y" if len(facts.outputs) == 1 else f"y[{literal(output.head.name)}]"
    y += behind
    numbers = {
        "classes": y,
        "one_hot": f"{y}.argmax(axis=1)",
    }.get(output.form, f"({y}[:, 0] > 0).astype(int)")
    count = len(facts.classes)
    if spec.class_weight == "balanced":
        found = find(("start.py",), "balanced")
        assert found is not None
        return f"balanced({numbers}, {count})", gather(found[0], ["balanced"])
    weights = dict.fromkeys(range(count), 1.0) | dict(spec.class_weight)
    text = literal(list(weights.values()))
    return f"{call('np.array', [text, literal('float32')])}[{numbers}]", Gathered()
