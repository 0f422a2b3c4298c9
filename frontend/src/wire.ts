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
}

export type Down =
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
