// Choosing or dropping a file with a list, and which sheet of it.
import type { ComponentChildren, VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { type Cells, FileProblem } from "./from_file/cells.ts";
import { ACCEPTED, type ListFile, MOST_BYTES, openList } from "./from_file/read.ts";
import type { Session } from "./session.ts";
import { sizeText } from "./upload.ts";

export interface Chosen {
  readonly name: string;
  readonly cells: Cells;
}

export function FileChoice(props: {
  readonly session: Session;
  readonly view: string;
  readonly onCells: (chosen: Chosen | null) => void;
  /** What else can be done where a file may be dropped. */
  readonly children: ComponentChildren;
}): VNode {
  const { session } = props;
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState("");
  const [over, setOver] = useState(false);
  const [opened, setOpened] = useState<{ file: ListFile; sheet: string } | null>(null);
  const turn = useRef(0);
  const id = `${props.view}-file`;

  const told = (error: unknown, name: string): string => {
    const { key, places } = error instanceof FileProblem ? error : new FileProblem("file_damaged");
    const limit = sizeText(MOST_BYTES, session.spec.lang);
    return session.say("file_problem", { name, problem: session.say(key, { name, limit, ...places }) });
  };
  // Whoever chooses a second file while the first is still being read gets the second one only.
  const read = async (
    name: string,
    open: () => Promise<{ file: ListFile; sheet: string }>,
  ): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    setProblem("");
    try {
      const one = await open();
      const cells = await one.file.read(one.sheet);
      if (mine !== turn.current) return;
      setOpened(one);
      props.onCells({ name, cells });
      if (cells.rows.length === 0) setProblem(told(new FileProblem("file_empty"), name));
    } catch (error) {
      if (mine !== turn.current) return;
      setOpened(null);
      props.onCells(null);
      setProblem(told(error, name));
    }
  };
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    if (input.current !== null) input.current.value = "";
    void read(file.name, async () => {
      const list = await openList(file);
      return { file: list, sheet: list.sheets[0] ?? "" };
    });
  };
  return (
    <section
      class="cjw-file-choice"
      aria-label={session.say("file_or_paste")}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files[0]);
      }}
    >
      <p class="cjw-file-line">
        <label class="cjw-button" for={id}>
          {session.say("upload_choose")}
          <input
            id={id}
            ref={input}
            class="cjw-file"
            type="file"
            accept={ACCEPTED}
            aria-describedby={`${id}-help`}
            onChange={(event) => take(event.currentTarget.files?.[0])}
          />
        </label>
        <span class="cjw-help" id={`${id}-help`}>
          {session.say("file_help")}
        </span>
      </p>
      {opened !== null && (
        <p class="cjw-file-line" role="status">
          <strong dir="auto">{opened.file.name}</strong>
          {opened.file.sheets.length > 1 && (
            <>
              <label for={`${id}-sheet`}>{session.say("file_sheet")}</label>
              <select
                id={`${id}-sheet`}
                value={opened.sheet}
                onChange={(event) => {
                  const sheet = event.currentTarget.value;
                  void read(opened.file.name, () => Promise.resolve({ ...opened, sheet }));
                }}
              >
                {opened.file.sheets.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </>
          )}
        </p>
      )}
      {problem !== "" && (
        <p class="cjw-error" role="alert">
          {problem}
        </p>
      )}
      {props.children}
    </section>
  );
}
