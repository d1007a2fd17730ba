"""The frozen values a plug-in file declares: texts, fields, one contract for each folder of kinds.

A plug-in is data and pure functions, never a class to inherit from. The catalog finds the value
named ``KIND`` in each file of a folder; the folder under ``layers/`` is the family. Everything
that a page, a form, a help text or a test needs to know about a kind stands in its own file.

Vocabulary used throughout the engine:

- *config*: the validated fields of one kind with every default filled in; structure and knobs.
- *structural* field: changing it changes shapes or code, hence the fingerprint and the executable.
- *knob*: any other field. Knobs reach compiled code as traced float32 scalars and never retrace.
- *shape*: a tuple without the batch axis; ``None`` stands for a length that is not known.
"""

from engine.contracts.data import Applied, Data, DatasetKind, Examples, SampleType, StepKind
from engine.contracts.diagnoses import Column, DiagnosisKind, Evidence, Finding, LayerHealth
from engine.contracts.fields import (
    AnyArray,
    Chosen,
    Config,
    Field,
    FieldType,
    FloatArray,
    Knobs,
    Shape,
    Tensors,
    Text,
)
from engine.contracts.layers import (
    ActivationKind,
    Call,
    Family,
    InitializerKind,
    LayerKind,
    Weight,
    drop_mask,
    keep_mask,
)
from engine.contracts.probes import (
    MOST_ROWS,
    Ends,
    NodeView,
    Picture,
    ProbeKind,
    Quantised,
    Question,
    Rounds,
    Rows,
    Scene,
    Told,
    Whole,
)
from engine.contracts.touch import OUTPUT_PLUS, OUTPUT_TIMES, SUM_PLUS, touched
from engine.contracts.training import (
    Answer,
    Batch,
    Better,
    CallbackKind,
    EpochEnd,
    Figures,
    LearningKind,
    Lesson,
    LossKind,
    Memory,
    MetricKind,
    Moves,
    OptimizerKind,
    ScheduleKind,
    TargetForm,
    Targets,
    Task,
    Verdict,
)

__all__ = [
    "MOST_ROWS",
    "OUTPUT_PLUS",
    "OUTPUT_TIMES",
    "SUM_PLUS",
    "ActivationKind",
    "Answer",
    "AnyArray",
    "Applied",
    "Batch",
    "Better",
    "Call",
    "CallbackKind",
    "Chosen",
    "Column",
    "Config",
    "Data",
    "DatasetKind",
    "DiagnosisKind",
    "Ends",
    "EpochEnd",
    "Evidence",
    "Examples",
    "Family",
    "Field",
    "FieldType",
    "Figures",
    "Finding",
    "FloatArray",
    "InitializerKind",
    "Knobs",
    "LayerHealth",
    "LayerKind",
    "LearningKind",
    "Lesson",
    "LossKind",
    "Memory",
    "MetricKind",
    "Moves",
    "NodeView",
    "OptimizerKind",
    "Picture",
    "ProbeKind",
    "Quantised",
    "Question",
    "Rounds",
    "Rows",
    "SampleType",
    "Scene",
    "ScheduleKind",
    "Shape",
    "StepKind",
    "TargetForm",
    "Targets",
    "Task",
    "Tensors",
    "Text",
    "Told",
    "Verdict",
    "Weight",
    "Whole",
    "drop_mask",
    "keep_mask",
    "touched",
]
