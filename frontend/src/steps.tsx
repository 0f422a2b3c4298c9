// The steps of a workshop: where one is, what is done, and the way to another.
import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { ViewProps } from "./mount.ts";
import { Frame } from "./status.tsx";
import type { Down, Spec, StepState } from "./wire.ts";

export interface StepsSpec extends Spec {
  readonly label: string;
  readonly steps: readonly StepState[];
  readonly current: string;
}

type Shown = Pick<Extract<Down, { type: "steps" }>, "seq" | "steps" | "current">;

export function StepsView({ session }: ViewProps<StepsSpec>): VNode {
  const [shown, show] = useState<Shown>(
    () => session.heard("steps") ?? { seq: 0, steps: session.spec.steps, current: session.spec.current },
  );
  useLayoutEffect(
    () =>
      session.listen((message) => {
        if (message.type === "steps") show((before) => (message.seq >= before.seq ? message : before));
      }),
    [session],
  );
  return (
    <Frame session={session} name="steps" plain>
      <nav aria-label={session.spec.label}>
        <ol class="cjw-step-list">
          {shown.steps.map((step) => (
            <li key={step.key} class="cjw-step" data-state={step.state}>
              <button
                type="button"
                class="cjw-step-go"
                aria-current={step.key === shown.current ? "step" : undefined}
                onClick={() => session.link.send({ type: "go", step: step.key })}
              >
                <span class="cjw-step-mark" aria-hidden="true">
                  {step.state === "done" ? "✓" : ""}
                </span>
                <span class="cjw-step-text">
                  <span class="cjw-step-title">{step.title}</span>
                  <span class={step.note === "" ? "cjw-spoken" : "cjw-step-note"}>
                    {step.note === "" ? session.say(`step_${step.state}`) : step.note}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ol>
      </nav>
    </Frame>
  );
}
