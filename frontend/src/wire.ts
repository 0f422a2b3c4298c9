// Every message between a page and Python, and the shapes they carry. Mirrored by cjm_widgets/widgets/wire.py.

export type Value = string | number | boolean | null;
export type Values = Readonly<Record<string, Value>>;

export type FieldKind =
  | "text"
  | "prose"
  | "choice"
  | "scale"
  | "number"
  | "count"
  | "date"
  | "flag"
  | "ref"
  | "link"
  | "picture";

/** What the model says about one field; a form is drawn from a list of these. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly first: boolean;
  readonly low?: number;
  readonly high?: number;
  /** A word for each point of a scale, from low to high. */
  readonly words?: readonly string[];
  readonly choices?: readonly (readonly [string | number, string])[];
  /** Offered while one types; anything else may be entered, too. */
  readonly suggestions?: readonly string[];
  readonly default?: Value;
  readonly unit?: string;
  readonly max_length?: number;
  /** Kinds of record that a ref may point to. */
  readonly refers?: readonly string[];
}

/** One record as the page sees it. Records that only serve as choices come with a label and without fields. */
export interface Rec {
  readonly kind: string;
  readonly rank: string;
  readonly label: string;
  readonly fields: Values;
  /** In a form with one small form per record: the id of the answer that belongs to this record. */
  readonly slot?: string;
  /** In a grid: the id of this seat's answer in each column. */
  readonly slots?: Readonly<Record<string, string>>;
}

export type Records = Readonly<Record<string, Rec>>;

export interface Change {
  readonly type: "change";
  readonly id: string;
  readonly batch: string | null;
  /** Sequence number that the changed text was derived from. */
  readonly base: number | null;
  readonly kind: string;
  readonly entity: string;
  readonly fields: Values;
  /** True where the page has just made the record up. */
  readonly made: boolean;
}

/** Changes that are made together or not at all, and taken back together. */
export interface Batch {
  readonly type: "batch";
  readonly id: string;
  readonly base: number | null;
  readonly changes: readonly Change[];
}

export type Up =
  | { readonly type: "hello"; readonly seen: number }
  | Change
  | Batch
  | { readonly type: "undo" }
  | { readonly type: "redo" }
  | { readonly type: "ping"; readonly n: number }
  | { readonly type: "submit"; readonly n: number; readonly values: Values }
  | { readonly type: "go"; readonly step: string }
  | { readonly type: "here"; readonly entity: string | null; readonly field: string | null }
  | { readonly type: "done"; readonly step: string; readonly done: boolean }
  | {
      readonly type: "cast";
      readonly n: number;
      readonly dots: Readonly<Record<string, number>>;
      readonly done: boolean;
    }
  | { readonly type: "jot"; readonly place: string; readonly text: string }
  | { readonly type: "upload-start"; readonly upload: string; readonly name: string; readonly size: number }
  | { readonly type: "upload-part"; readonly upload: string; readonly n: number }
  | { readonly type: "upload-cancel"; readonly upload: string };

export interface Patch {
  readonly type: "patch";
  readonly seq: number;
  readonly put: Records;
  readonly drop: readonly string[];
}

export interface Refusal {
  readonly type: "refused";
  readonly id: string;
  readonly message: string;
  readonly field?: string;
  readonly theirs?: Value;
  readonly mine?: Value;
}

export interface StepState {
  readonly key: string;
  readonly title: string;
  readonly state: "todo" | "doing" | "done";
  readonly note: string;
}

/** A thing with a button of its own, in a list of such things. */
export interface Offer {
  readonly key: string;
  readonly title: string;
  /** A number or letter before it; empty where it has none. */
  readonly mark: string;
  readonly note: string;
  /** What was made of it already; empty where nothing was. */
  readonly done: string;
  /** What its button says, where that is not what all others say. */
  readonly action: string;
}

/** Where the room is, as those who lead see and set it. */
export interface LeadState {
  /** The step that everybody is called to. */
  readonly called: string;
  /** The step on this screen. */
  readonly shown: string;
  readonly phase: string;
  readonly running: boolean;
  readonly left_s: number;
  /** Minutes that the agenda plans for now; 0 where it does not say. */
  readonly planned: number;
  readonly locked: boolean;
  readonly late: string;
  readonly tab: string;
  /** A number beside a tab, by its key. */
  readonly counts: Readonly<Record<string, string>>;
  readonly can_undo: boolean;
  /** What undo takes back, as a phrase; empty for what was written. */
  readonly undo: string;
  /** Id and title of the journeys to choose from; none where there is only one. */
  readonly journeys: readonly (readonly [string, string])[];
  /** The journey on this screen, and the one that everybody is called to. */
  readonly journey: string;
  readonly called_journey: string;
  readonly said: string;
}

/** What a button of a desk asks before it acts. */
export interface DeskForm {
  readonly title: string;
  readonly help: string;
  readonly submit: string;
  readonly fields: readonly Field[];
  readonly values: Values;
}

export interface DeskAction {
  readonly key: string;
  readonly label: string;
  readonly tone: "" | "main" | "danger" | "quiet";
  readonly form: DeskForm | null;
}

export interface DeskFact {
  readonly label: string;
  readonly value: string;
  readonly big: boolean;
  /** A path on this server, shown and copied as a whole address. */
  readonly path: boolean;
  readonly copy: boolean;
}

export interface DeskRow {
  readonly key: string;
  readonly title: string;
  readonly mark: string;
  readonly colour: string;
  readonly note: string;
  readonly tags: readonly { readonly text: string; readonly tone: "" | "good" | "amber" | "soft" }[];
  readonly current: boolean;
  /** Stands above the rows of its group. */
  readonly head: boolean;
  readonly actions: readonly DeskAction[];
}

export interface DeskState {
  readonly facts: readonly DeskFact[];
  readonly rows: readonly DeskRow[];
  readonly actions: readonly DeskAction[];
  readonly said: string;
}

/** What this seat may do with the records of its widget's kind now; nothing is said to those who lead. */
export interface Rights {
  readonly add: boolean;
  /** Whether what is one's own may be changed. */
  readonly edit: boolean;
  readonly comment: boolean;
  readonly own: readonly string[];
  /** That this kind is anonymous, in a sentence; empty where it is not. */
  readonly promise: string;
  /** Why nothing may be added now, in a sentence; empty where something may. */
  readonly closed: string;
}

/** Where the room is. */
export interface RoomState {
  readonly step: string;
  readonly number: number;
  readonly step_title: string;
  readonly workshop: string;
  readonly phase: "collect" | "reveal" | "vote" | "decide";
  readonly phase_title: string;
  readonly phase_says: string;
  /** When the running timer ends, in seconds since 1970 by the server's clock; null while it stands. */
  readonly ends_at: number | null;
  readonly left_s: number;
  readonly locked: boolean;
  readonly people: number;
  readonly done_people: number;
  readonly asks_done: boolean;
  readonly done: boolean;
  /** Who else is writing in the text that is being written in here. */
  readonly writing: readonly string[];
  readonly me: {
    readonly name: string;
    readonly team: string;
    readonly colour: string;
    readonly initials: string;
  } | null;
  readonly teams: readonly (readonly [string, string])[];
}

/** A vote as one's ballot shows it. */
export interface BallotState {
  readonly state: "open" | "closed" | "gone";
  readonly question: string;
  readonly each: number;
  readonly limit: number | null;
  readonly locked: boolean;
  readonly options: readonly { readonly card: string; readonly title: string; readonly note: string }[];
}

export type Down =
  | { readonly type: "lead"; readonly seq: number; readonly lead: LeadState }
  | { readonly type: "desk"; readonly seq: number; readonly desk: DeskState }
  | { readonly type: "file"; readonly name: string; readonly mime: string; readonly text: string }
  | { readonly type: "state"; readonly seq: number; readonly records: Records }
  | Patch
  | { readonly type: "ack"; readonly id: string; readonly seq: number }
  | Refusal
  | { readonly type: "pong"; readonly n: number; readonly seq: number }
  | { readonly type: "history"; readonly can_undo: boolean; readonly can_redo: boolean }
  | {
      readonly type: "answer";
      readonly n: number;
      readonly errors: Readonly<Record<string, string>>;
      readonly message: string;
    }
  | {
      readonly type: "steps";
      readonly seq: number;
      readonly steps: readonly StepState[];
      readonly current: string;
    }
  | {
      readonly type: "offers";
      readonly seq: number;
      readonly offers: readonly Offer[];
      readonly said: string;
    }
  | ({ readonly type: "rights" } & Rights)
  | { readonly type: "time"; readonly n: number; readonly now: number }
  | { readonly type: "room"; readonly seq: number; readonly now: number; readonly room: RoomState }
  | { readonly type: "code"; readonly code: string; readonly ends_at: number; readonly now: number }
  | { readonly type: "said"; readonly message: string }
  | { readonly type: "ballot"; readonly seq: number; readonly ballot: BallotState }
  | { readonly type: "cast"; readonly n: number; readonly message: string }
  | { readonly type: "upload-go"; readonly upload: string; readonly chunk_bytes: number }
  | { readonly type: "upload-ack"; readonly upload: string; readonly n: number; readonly received: number }
  | { readonly type: "upload-working"; readonly upload: string }
  | { readonly type: "upload-done"; readonly upload: string; readonly message: string }
  | { readonly type: "upload-refused"; readonly upload: string; readonly message: string };

/** What every widget is told once. */
export interface Spec {
  readonly title: string;
  readonly help: string;
  readonly lang: string;
  readonly words: Readonly<Record<string, string>>;
  /** Workshop, person and place of use: unsent changes are kept under it and go back to where they came from. */
  readonly keep: string;
  /** Id of the widget's model, for a page that has to find its comm by itself (see rescue.ts). */
  readonly model: string;
  /** Who sits here; empty for a seat that is nobody's. Only in widgets on the workshop's log. */
  readonly person?: string;
  /** True where the person settles, merges and puts aside. */
  readonly leads?: boolean;
  readonly rights?: Rights | null;
  /** What stood in the boxes of this widget on this person's last device, by box. */
  readonly jotted?: Readonly<Record<string, string>>;
  /** Most changes in one message. */
  readonly limit?: number;
}

/** The part of an anywidget model that we use. */
export interface Model {
  readonly widget_manager?: unknown;
  get(name: string): unknown;
  send(content: Up, callbacks?: unknown, buffers?: ArrayBuffer[]): void;
  on(event: "msg:custom", callback: (content: unknown, buffers?: DataView[]) => void): void;
  off(event: "msg:custom", callback: (content: unknown, buffers?: DataView[]) => void): void;
}
