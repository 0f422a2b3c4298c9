// One small form for each record of another kind, in groups: what does the customer feel at each touchpoint?
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { FieldView } from "./fields/field.tsx";
import type { FormSpec } from "./form.tsx";
import { recordHolder } from "./holder.ts";
import type { ViewProps } from "./mount.ts";
import { PasteRows } from "./paste_rows.tsx";
import { asAnswers } from "./receiving.ts";
import { Closed, Frame } from "./status.tsx";
import type { Rec, Value } from "./wire.ts";

interface Group {
  readonly key: string;
  readonly label: string;
  readonly asked: [string, Rec][];
}

export function EachForm({ session, view }: ViewProps<FormSpec>): VNode {
  const { spec } = session;
  const groups = groupsOf(session);
  const all = groups.flatMap((group) => group.asked);
  const lead = spec.fields[0];
  const done = all.filter(([, record]) => lead !== undefined && answered(session, record, lead.name)).length;
  // Where nothing is answered yet, the first one shows what is asked; it stays open whatever is answered next.
  const [opened] = useState(done === 0 ? all[0]?.[0] : undefined);
  const progress = session.say("scored", { done, all: all.length });
  return (
    <Frame
      session={session}
      name="each"
      aside={
        all.length > 0 && (
          <p class="cjw-progress">
            <progress max={all.length} value={done} aria-label={progress} /> {progress}
          </p>
        )
      }
    >
      {all.length === 0 && <p class="cjw-empty">{session.say("nothing_each")}</p>}
      {all.length > 0 && <Closed session={session} />}
      {groups.map((group) => (
        <section key={group.key} class="cjw-each-group" aria-label={group.label || undefined}>
          {group.label !== "" && <h3>{group.label}</h3>}
          <ol class="cjw-each-list">
            {group.asked.map(([id, record]) => (
              <One key={id} session={session} view={view} record={record} opened={id === opened} />
            ))}
          </ol>
        </section>
      ))}
      {all.length > 0 && session.mayAdd && (
        <PasteRows session={session} view={view} receiving={() => asAnswers(session)} />
      )}
    </Frame>
  );
}

function One({
  session,
  view,
  record,
  opened,
}: ViewProps<FormSpec> & { readonly record: Rec; readonly opened: boolean }): VNode {
  const { spec } = session;
  const [open, setOpen] = useState(false);
  const slot = record.slot ?? "";
  const holder = recordHolder(session, view, spec.kind, slot, true);
  const [lead, ...others] = spec.fields;
  const begun = lead !== undefined && answered(session, record, lead.name);
  const written = others.some((field) => answered(session, record, field.name));
  const shown =
    begun || written || (opened && session.may(slot)) ? others.filter((field) => field.first) : [];
  const folded = others.filter((field) => !shown.includes(field));
  const heading = `${view}-${slot}-title`;
  return (
    <li class="cjw-one" data-begun={begun || undefined}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would name itself by a legend inside the card */}
      <div role="group" aria-labelledby={heading}>
        <h4 id={heading} dir="auto">
          {record.label || session.say("untitled")}
        </h4>
        <fieldset class="cjw-rights" disabled={!session.may(slot)}>
          {lead !== undefined && <FieldView holder={holder} field={lead} />}
          {shown.length > 0 && (
            <div class="cjw-fields cjw-tight">
              {shown.map((field) => (
                <FieldView key={field.name} holder={holder} field={field} />
              ))}
            </div>
          )}
          {begun && folded.length > 0 && (
            <button
              type="button"
              class="cjw-button cjw-quiet cjw-fold"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {session.say(open ? "less_about" : "more_about")}
            </button>
          )}
          {begun && open && (
            <div class="cjw-fields cjw-tight">
              {folded.map((field) => (
                <FieldView key={field.name} holder={holder} field={field} />
              ))}
            </div>
          )}
        </fieldset>
      </div>
    </li>
  );
}

function answered(session: ViewProps<FormSpec>["session"], record: Rec, field: string): boolean {
  const value: Value = session.get(record.slot ?? "")?.fields[field] ?? null;
  return value !== null && value !== "";
}

function groupsOf(session: ViewProps<FormSpec>["session"]): Group[] {
  const { each, group, group_kinds } = session.spec;
  const asked = session.records.of(each ?? "");
  if (group === null) return [{ key: "", label: "", asked }];
  const groups: Group[] = session.records
    .of(...group_kinds)
    .map(([id, record]) => ({ key: id, label: record.label, asked: [] as [string, Rec][] }));
  const rest: Group = { key: "", label: session.say("without_group"), asked: [] };
  for (const entry of asked) {
    const of = groups.find((one) => one.key === entry[1].fields[group]) ?? rest;
    of.asked.push(entry);
  }
  return [...groups, rest].filter((one) => one.asked.length > 0);
}
