// A place to choose or drop a file.
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ViewProps } from "./mount.ts";
import { Frame, useSession } from "./status.tsx";
import { sizeText, Upload } from "./upload.ts";
import type { Spec } from "./wire.ts";

export interface UploaderSpec extends Spec {
  readonly accept: readonly string[];
  readonly max_bytes: number;
}

export function UploaderView({ session, view }: ViewProps<UploaderSpec>): VNode {
  useSession(session);
  const { accept, max_bytes, lang } = session.spec;
  const upload = useRef<Upload | null>(null);
  const [problem, setProblem] = useState("");
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const size = (bytes: number): string => sizeText(bytes, lang);

  useLayoutEffect(() => session.listen((message) => upload.current?.hear(message)), [session]);

  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    const name = file.name;
    const fits = accept.length === 0 || accept.some((ending) => name.toLowerCase().endsWith(ending));
    const wrong = !fits
      ? session.say("upload_wrong_type", { name, types: accept.join(", ") })
      : file.size === 0
        ? session.say("upload_empty", { name })
        : file.size > max_bytes
          ? session.say("upload_too_big", { name, size: size(file.size), limit: size(max_bytes) })
          : "";
    setProblem(wrong);
    upload.current?.cancel();
    upload.current =
      wrong === "" ? new Upload(file, { link: session.link, onChange: () => session.changed() }) : null;
    if (input.current !== null) input.current.value = "";
    session.changed();
  };
  const one = upload.current;
  const id = `${view}-file`;
  return (
    <Frame session={session} name="uploader" plain>
      <section
        class="cjw-drop"
        data-over={over || undefined}
        aria-label={session.spec.title || session.say("upload_choose")}
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
        {one?.running === true ? (
          <Running upload={one} session={session} />
        ) : (
          <>
            <label class="cjw-button cjw-main" for={id}>
              {session.say("upload_choose")}
              <input
                id={id}
                ref={input}
                class="cjw-file"
                type="file"
                accept={accept.join(",")}
                aria-describedby={`${id}-limits`}
                aria-invalid={problem !== "" || undefined}
                onChange={(event) => take(event.currentTarget.files?.[0])}
              />
            </label>
            <span class="cjw-drop-or">{session.say("upload_drop")}</span>
            <p class="cjw-help" id={`${id}-limits`}>
              {accept.length > 0 && `${session.say("upload_types", { types: accept.join(", ") })} `}
              {session.say("upload_limit", { limit: size(max_bytes) })}
            </p>
          </>
        )}
        {problem !== "" && (
          <p class="cjw-error" role="alert">
            {problem}
          </p>
        )}
        <Outcome upload={one} session={session} />
      </section>
    </Frame>
  );
}

type Part = { readonly upload: Upload; readonly session: ViewProps<UploaderSpec>["session"] };

function Running({ upload, session }: Part): VNode {
  const lang = session.spec.lang;
  const places = {
    name: upload.name,
    done: sizeText(upload.received, lang),
    size: sizeText(upload.size, lang),
  };
  const text = session.say(upload.state === "working" ? "upload_working" : "upload_sending", places);
  const waits = upload.waiting || session.connection === "lost";
  return (
    <div class="cjw-running">
      <p>{text}</p>
      <progress
        max={upload.size}
        {...(upload.state === "working" ? {} : { value: upload.received })}
        aria-label={text}
      />
      {waits && upload.state !== "working" && <p class="cjw-help">{session.say("upload_waiting")}</p>}
      {upload.state !== "working" && (
        <button type="button" class="cjw-button" onClick={() => upload.cancel()}>
          {session.say("cancel")}
        </button>
      )}
    </div>
  );
}

function Outcome({
  upload,
  session,
}: {
  readonly upload: Upload | null;
  readonly session: Part["session"];
}): VNode {
  const name = upload?.name ?? "";
  const bad = upload?.state === "refused" || upload?.state === "unreadable";
  const text =
    upload?.state === "done"
      ? upload.message || session.say("upload_done", { name })
      : upload?.state === "refused"
        ? upload.message
        : upload?.state === "unreadable"
          ? session.say("upload_failed", { name })
          : upload?.state === "cancelled"
            ? session.say("upload_cancelled", { name })
            : "";
  return (
    <p class={bad ? "cjw-error" : "cjw-outcome"} role="status" data-state={upload?.state}>
      {text}
    </p>
  );
}
