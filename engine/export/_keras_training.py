"""How a document learns, as Keras's compile and fit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine import catalog
from engine.contracts import Chosen, Config, Field
from engine.errors import LearnerError
from engine.export._code import call, literal, named
from engine.export._facts import Facts, Output
from engine.graph.heads import Head
from engine.graph.spec import TrainingSpec

CLASSES = {
    "sgd": "SGD",
    "rmsprop": "RMSprop",
    "adamw": "AdamW",
    "reduce_lr_on_plateau": "ReduceLROnPlateau",
    "kl_divergence": "KLDivergence",
    "auc": "AUC",
}
# Metrics that want a column for each class, which targets written as numbers do not have.
COLUMNS = ("precision", "recall", "f1_score", "auc", "cosine_similarity")


@dataclass(frozen=True, slots=True)
class Plan:
    """Functions of ``parts`` that the training needs, and the text that trains."""

    parts: list[str] = field(default_factory=list[str])
    sections: list[str] = field(default_factory=list[str])


def plan(facts: Facts, weights: str | None) -> Plan:
    """The functions ``compile_model`` and ``main``, and what they need."""
    spec = facts.document.training
    loaded = [f"load_weights(model, {literal(weights)})"] if weights else []
    parts = ["load_weights"] if weights else []
    if facts.form is None:
        return Plan(parts, [_main(["model = build_model()", *loaded, "model.summary()"])])
    plateau = any(callback.kind == "reduce_lr_on_plateau" for callback in spec.callbacks)
    if plateau and spec.schedule.kind != "constant":
        raise LearnerError("export_plateau", field="training.callbacks")
    metrics = _metrics(facts)
    parts += ["accuracy"] if any("accuracy" in own.told for own in metrics) else []
    parts += ["balanced"] if spec.class_weight == "balanced" else []
    lines = [
        f"keras.utils.set_random_seed({spec.seed})",
        "training, validation, test = load_data()",
        "model = compile_model(build_model())",
        *loaded,
        "model.summary()",
        *_fit(facts),
        "print(model.evaluate(*test, return_dict=True))",
    ]
    return Plan(parts, [_compile(facts, metrics), _main(lines)])


def _main(lines: Sequence[str]) -> str:
    body = "\n".join(f"    {line}" for text in lines for line in text.split("\n"))
    head = 'def main():\n    """Puts the network together and uses it."""'
    return f"{head}\n{body}"


@dataclass(frozen=True, slots=True)
class _Metrics:
    told: list[str]
    missing: list[str]


def _metrics(facts: Facts) -> list[_Metrics]:
    """The metrics of each output."""
    found: list[_Metrics] = []
    for output in facts.outputs:
        own = _Metrics([], [])
        for metric in output.head.metrics:
            text = _metric(output, metric)
            (own.missing if text is None else own.told).append(text or metric.kind)
        found.append(own)
    return found


def _metric(output: Output, metric: Chosen) -> str | None:
    """A metric as Keras's, None where Keras has none for targets written this way."""
    kind, form = catalog.metrics()[metric.kind], output.form
    if kind.table or (form == "classes" and metric.kind in COLUMNS):
        return None
    if metric.kind == "accuracy":
        if form == "signs":
            return "accuracy"  # the function of that name
        if form == "zero_one" and output.logits:
            return call("keras.metrics.BinaryAccuracy", ['name="accuracy"', "threshold=0.0"])
        return literal("accuracy")
    if form == "signs" or output.logits:
        return None
    name = metric.kind
    if name == "top_k_categorical_accuracy" and form == "classes":
        name = f"sparse_{name}"
    given = [
        f"{field.name}={literal(value)}"
        for field in kind.fields
        if (value := dict(metric.config)[field.name]) is not None
    ]
    return call(f"keras.metrics.{camel(name)}", [*given, f"name={literal(metric.kind)}"])


def _loss(head: Head) -> str:
    unusual = _unusual(catalog.losses()[head.loss].fields, head.loss_config)
    return call(f"keras.losses.{camel(head.loss)}", unusual) if unusual else literal(head.loss)


def _compile(facts: Facts, metrics: Sequence[_Metrics]) -> str:
    heads = [output.head for output in facts.outputs]
    told = [f"[{', '.join(own.told)}]" for own in metrics]
    given = [f"optimizer={_optimizer(facts.document.training)}"]
    if len(heads) == 1:
        given.append(f"loss={_loss(heads[0])}")
        given += [f"metrics={told[0]}"] if metrics[0].told else []
    else:
        given.append(f"loss={_by_output(heads, [_loss(head) for head in heads])}")
        given.append(f"metrics={_by_output(heads, told)}")
    if any(head.weight != 1 for head in heads):
        shares = [literal(head.weight) for head in heads]
        given.append(f"loss_weights={_by_output(heads, shares) if len(heads) > 1 else shares[0]}")
    lines = [*call("model.compile", given, 4).split("\n"), "return model"]
    missing = dict.fromkeys(name for own in metrics for name in own.missing)
    if missing:
        lines.insert(0, f"# Keras cannot tell for these targets: {', '.join(missing)}.")
    head = 'def compile_model(model):\n    """Chooses loss, optimizer and metrics."""\n'
    return head + "\n".join(f"    {line}" for line in lines)


def _by_output(heads: Sequence[Head], texts: Sequence[str]) -> str:
    """Something for each output by name, a line each."""
    pairs = zip(heads, texts, strict=True)
    return "{\n" + "".join(f"    {literal(head.name)}: {text},\n" for head, text in pairs) + "}"


def camel(name: str) -> str:
    return CLASSES.get(name) or "".join(part.title() for part in name.split("_"))


def _unusual(fields: Sequence[Field], config: Config) -> list[str]:
    return [
        f"{field.name}={literal(config[field.name])}"
        for field in fields
        if config[field.name] != field.default
    ]


def _optimizer(spec: TrainingSpec) -> str:
    fields = catalog.optimizers()[spec.optimizer].fields
    config = spec.optimizer_config
    rest = _unusual([field for field in fields if field.name != "learning_rate"], config)
    rate = schedule(spec.schedule, float(config["learning_rate"]))
    return call(f"keras.optimizers.{camel(spec.optimizer)}", [f"learning_rate={rate}", *rest])


def schedule(chosen: Chosen, start: float) -> str:
    """The learning rate: a number, or a schedule of Keras's that moves it in the same way."""
    config = dict(chosen.config)
    match chosen.kind:
        case "constant":
            return literal(start)
        case "step_decay":
            given = {"decay_rate": config["factor"], "staircase": True}
            return _decay("ExponentialDecay", start, config["decay_steps"], given)
        case "warm_up":
            rise = {"end_learning_rate": start}
            return _decay("PolynomialDecay", start * config["begin"], config["warmup_steps"], rise)
        case "cosine_decay" if config["warmup_steps"]:
            given = {
                "alpha": config["alpha"],
                "warmup_target": start,
                "warmup_steps": config["warmup_steps"],
            }
            return _decay("CosineDecay", 0.0, config["decay_steps"], given)
        case _:
            given = {n: v for n, v in config.items() if n not in ("decay_steps", "warmup_steps")}
            return _decay(camel(chosen.kind), start, config["decay_steps"], given)


def _decay(name: str, start: float, steps: int, rest: Config) -> str:
    given = [literal(start), literal(steps), *named({n: literal(v) for n, v in rest.items()})]
    return call(f"keras.optimizers.schedules.{name}", given, 27)


def _fit(facts: Facts) -> list[str]:
    spec = facts.document.training
    assert facts.document.data is not None
    given = ["*training"] if spec.sample_weight is None else ["*training[:2]"]
    given += [] if spec.sample_weight is None else ["sample_weight=training[2]"]
    if facts.document.data.validation_split:
        given.append("validation_data=validation")
    given += [f"batch_size={spec.batch_size}", f"epochs={spec.epochs}"]
    given += [] if spec.shuffle else ["shuffle=False"]
    if spec.class_weight == "balanced":
        given.append(f"class_weight=balanced(training[1], {len(facts.classes)})")
    elif spec.class_weight:
        weights = dict.fromkeys(range(len(facts.classes)), 1.0) | dict(spec.class_weight)
        items = "".join(f"    {number}: {literal(weight)},\n" for number, weight in weights.items())
        given.append(f"class_weight={{\n{items}}}")
    if spec.callbacks:
        written = [
            call(
                f"keras.callbacks.{camel(callback.kind)}",
                _unusual(catalog.callbacks()[callback.kind].fields, dict(callback.config)),
            )
            for callback in spec.callbacks
        ]
        lines = "".join(f"    {text},\n".replace("\n    ", "\n        ") for text in written)
        given.append(f"callbacks=[\n{lines}]")
    return [call("model.fit", given, 4)]
