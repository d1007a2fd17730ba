"""How a training stands, in the words of the protocol's status."""

from typing import Any

from engine.train.training import Training


def standing(training: Training, state: str) -> dict[str, Any]:
    """The part of the status that is about the training itself."""
    plan, problem, notice = training.plan, training.problem, training.notice
    steps, examples = training.pace.rates() if state == "training" else (0.0, 0.0)
    spec = plan.document.training
    return {
        "state": state,
        "playing": training.playing,
        "step": training.step,
        "epoch": training.epoch,
        "steps_per_epoch": plan.schedule.steps_per_epoch,
        "steps_per_second": steps,
        "examples_per_second": examples,
        "speed": training.speed,
        "since": next(iter(training.timeline.steps), None),
        "knobs": {
            "loss": dict(spec.loss_config),
            "optimizer": dict(spec.optimizer_config),
            "batch_size": spec.batch_size,
        },
        "problem": problem.to_json() if problem else None,
        "notice": notice.to_json() if notice else None,
    }
