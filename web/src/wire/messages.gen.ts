// Generated from server/wire/messages.py by `make gen`; changes belong there.

export const VERSION = 1;

export type Document = Record<string, unknown>;

export type Intervention =
  | { node: string; unit: number; times: number }
  | { node: string; unit: number; frozen: true }
  | { edge: [string, string]; dropped: true };

export type Probe = { probe: string; node?: string | null } & Record<string, unknown>;

export type State = "compiling" | "diverged" | "failed" | "idle" | "lost" | "training";

/** One sentence in both languages. */
export interface Words {
  en: string;
  de: string;
}

/** A mend to offer as a button: document edits in order. */
export interface Fix {
  label: Words;
  edits: Record<string, unknown>[];
}

/** What is wrong, where, and how to mend it. */
export interface Problem {
  code: string;
  message: Words;
  node: string | null;
  edge: [string, string] | null;
  field: string | null;
  fix: Fix | null;
}

/** What an examination found wrong with a run at a step, the gravest first. */
export interface Findings {
  step: number;
  problems: Problem[];
}

/** Loss and metrics over ``rows`` rows of the validation part. */
export interface Validation {
  loss: number | null;
  metrics: Record<string, number | null>;
  rows: number;
}

/** One point of the curves: the mean loss since the row before, the last step's learning rate */
export interface Row {
  step: number;
  epoch: number;
  loss: number | null;
  metrics: Record<string, number | null>;
  learning_rate: number | null;
  validation: Validation | null;
}

/** Loss and metrics, each null where it is no number. */
export interface Measured {
  loss: number | null;
  metrics: Record<string, number | null>;
}

/** Loss and metrics before and after all interventions. */
export interface Effect {
  step: number;
  part: string;
  rows: number;
  before: Measured;
  after: Measured;
}

/** A setting and its values: ``field`` dotted, within the config of ``node`` ("*": every */
export interface SweepKnob {
  field: string;
  values: (number | string | boolean)[];
  node: string | null;
}

/** How a sweep stands: its slowest network is at ``step`` of ``steps``; ``together`` of the */
export interface SweepState {
  knobs: SweepKnob[];
  steps: number;
  step: number;
  playing: boolean;
  finished: boolean;
  members: number;
  together: number;
  compiling: number;
  problem: Problem | null;
}

/** Attach to a run. */
export interface Open {
  type: "open";
  id: number;
  run: string;
}

/** Detach from a run, which goes on. */
export interface Close {
  type: "close";
  id: number;
  run: string;
}

/** Replace the document of a run; with ``carry`` another structure does not start anew, but goes */
export interface Edit {
  type: "edit";
  id: number;
  run: string;
  document: Document;
  carry: boolean;
}

/** Train until something stops it. */
export interface Play {
  type: "play";
  id: number;
  run: string;
}

/** Stop training after the step under way. */
export interface Pause {
  type: "pause";
  id: number;
  run: string;
}

/** Train ``count`` steps, then pause. */
export interface Step {
  type: "step";
  id: number;
  run: string;
  count: number;
}

/** Train to the end of this epoch, then pause. */
export interface Epoch {
  type: "epoch";
  id: number;
  run: string;
}

/** Start anew at step 0 with the initial weights of ``seed``, or of the document's seed. */
export interface Reset {
  type: "reset";
  id: number;
  run: string;
  seed: number | null;
}

/** Train at this pace, or as fast as it goes. */
export interface Speed {
  type: "speed";
  id: number;
  run: string;
  steps_per_second: number | null;
}

/** Show the run as it was after so many steps, null: as it is now; it pauses. */
export interface Seek {
  type: "seek";
  id: number;
  run: string;
  step: number | null;
}

/** Drop a compilation under way. */
export interface Cancel {
  type: "cancel";
  id: number;
  run: string;
}

/** Write one number of one weight tensor. */
export interface SetWeight {
  type: "set_weight";
  id: number;
  run: string;
  node: string;
  weight: string;
  index: number[];
  value: number;
}

/** What is done by hand to units and connections, in place of the list before. */
export interface Intervene {
  type: "intervene";
  id: number;
  run: string;
  interventions: Intervention[];
}

/** The sample drawn by hand, flattened, in the data set's own unscaled range. */
export interface Draw {
  type: "draw";
  id: number;
  run: string;
  values: number[];
}

/** Look for what is wrong with the run; ``status`` has the findings when they are ready. */
export interface Diagnose {
  type: "diagnose";
  id: number;
  run: string;
}

/** Train a network for each value of one knob, or each pair of two, to the same step, in place */
export interface Sweep {
  type: "sweep";
  id: number;
  run: string;
  knobs: SweepKnob[];
  steps: number;
}

/** Let the sweep go on, while the run pauses, or stand still. */
export interface SweepPlay {
  type: "sweep_play";
  id: number;
  run: string;
  playing: boolean;
}

/** Make a network of the sweep the run, with document and weights, where it is; paused. */
export interface Adopt {
  type: "adopt";
  id: number;
  run: string;
  member: number;
}

/** What this page sees now, in place of the list before. */
export interface Watch {
  type: "watch";
  id: number;
  run: string;
  probes: Probe[];
}

/** So many binary messages were painted. */
export interface Credit {
  type: "credit";
  id: number;
  count: number;
}

/** Show the tiles of everybody in this class, or of nobody any more. */
export interface Wall {
  type: "wall";
  id: number;
  course: string | null;
}

/** Raise a hand, or take it down. */
export interface Hand {
  type: "hand";
  id: number;
  up: boolean;
}

/** The first message on a socket. */
export interface Hello {
  type: "hello";
  version: number;
}

/** The command was carried out; ``before``: the number that ``set_weight`` wrote over. */
export interface Done {
  type: "done";
  id: number;
  before: number | null;
}

/** The command was not carried out, and why. */
export interface Refused {
  type: "refused";
  id: number;
  problem: Problem;
}

/** Attached: the document and how the run stands. */
export interface Opened {
  type: "opened";
  run: string;
  document: Document;
  status: Status;
}

/** How a run stands; sent at every change, else at most ten times a second. */
export interface Status {
  type: "status";
  run: string;
  state: State;
  playing: boolean;
  step: number;
  epoch: number;
  steps_per_epoch: number;
  steps_per_second: number;
  examples_per_second: number;
  speed: number | null;
  since: number | null;
  shown: number | null;
  knobs: Record<string, unknown>;
  problem: Problem | null;
  notice: Problem | null;
  findings: Findings | null;
  interventions: Intervention[];
  effect: Effect | null;
  sweep: SweepState | null;
}

/** Another page has replaced the document of the run. */
export interface Edited {
  type: "edited";
  run: string;
  document: Document;
}

/** Rows of the curves from number ``from`` on; ``from`` 0 replaces everything. */
export interface History {
  type: "history";
  run: string;
  from: number;
  rows: Row[];
}

/** The stream of each probe of the last ``watch``, or why there is none, in its order. */
export interface Watching {
  type: "watching";
  run: string;
  streams: (number | null)[];
  problems: (Problem | null)[];
}

/** A compilation lasts; said once a second. */
export interface Compiling {
  type: "compiling";
  run: string;
  what: "observe" | "step";
  seconds: number;
}

/** The process that trains was lost, is starting, or is ready. */
export interface WorkerNotice {
  type: "worker";
  state: "lost" | "ready" | "starting";
}

/** A learner at a glance, at most once a second; the picture comes as frames of ``stream``. */
export interface Tile {
  type: "tile";
  course: string;
  person: string;
  name: string;
  here: boolean;
  hand: boolean;
  run: string | null;
  stream: number | null;
  network: string;
  state: State | null;
  step: number;
  loss: number | null;
  losses: (number | null)[];
  lesson: string | null;
  lesson_step: string | null;
  task: "done" | "none" | "open";
  stuck: boolean;
}

/** That learner is no longer in the class. */
export interface TileGone {
  type: "tile_gone";
  course: string;
  person: string;
}

/** The class's teacher has put this document into the learner's run. */
export interface Pushed {
  type: "pushed";
  run: string;
  document: Document;
}

/** Whether the learner's class is paused as a whole; said at the start and at every change. */
export interface Frozen {
  type: "frozen";
  frozen: boolean;
}

/** The session has ended; the socket closes. */
export interface SignedOut {
  type: "signed_out";
}

export type Command =
  | Open
  | Close
  | Edit
  | Play
  | Pause
  | Step
  | Epoch
  | Reset
  | Speed
  | Seek
  | Cancel
  | SetWeight
  | Intervene
  | Draw
  | Diagnose
  | Sweep
  | SweepPlay
  | Adopt
  | Watch
  | Credit
  | Wall
  | Hand;

export type Notice =
  | Hello
  | Done
  | Refused
  | Opened
  | Status
  | Edited
  | History
  | Watching
  | Compiling
  | WorkerNotice
  | Tile
  | TileGone
  | Pushed
  | Frozen
  | SignedOut;
