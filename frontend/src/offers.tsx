// A list of things, each with one button: a pain becomes an opportunity, an opportunity an action.
import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { ViewProps } from "./mount.ts";
import { Frame } from "./status.tsx";
import type { Down, Offer, Spec } from "./wire.ts";

export interface OffersSpec extends Spec {
  /** What every button says. */
  readonly action: string;
  /** What stands there while there is nothing. */
  readonly empty: string;
  readonly offers: readonly Offer[];
}

type Shown = Pick<Extract<Down, { type: "offers" }>, "seq" | "offers" | "said">;

export function OffersView({ session }: ViewProps<OffersSpec>): VNode {
  const { action, empty } = session.spec;
  const [shown, show] = useState<Shown>(
    () => session.heard("offers") ?? { seq: 0, offers: session.spec.offers, said: "" },
  );
  useLayoutEffect(
    () =>
      session.listen((message) => {
        if (message.type === "offers") show((before) => (message.seq >= before.seq ? message : before));
      }),
    [session],
  );
  return (
    <Frame session={session} name="offers" plain>
      {shown.offers.length === 0 ? (
        <p class="cjw-empty">{empty}</p>
      ) : (
        <ol class="cjw-offer-list">
          {shown.offers.map((offer) => (
            <li key={offer.key} class="cjw-offer" data-done={offer.done !== ""}>
              <span class="cjw-offer-mark">{offer.mark}</span>
              <span class="cjw-offer-text">
                <span class="cjw-offer-title" dir="auto">
                  {offer.title}
                </span>
                {offer.note !== "" && (
                  <span class="cjw-offer-note" dir="auto">
                    {offer.note}
                  </span>
                )}
                {offer.done !== "" && <span class="cjw-offer-done">✓ {offer.done}</span>}
              </span>
              <button
                type="button"
                class={offer.done === "" ? "cjw-button cjw-main" : "cjw-button"}
                aria-label={`${offer.action || action}: ${offer.title}`}
                onClick={() => session.link.send({ type: "go", step: offer.key })}
              >
                {offer.action || action}
              </button>
            </li>
          ))}
        </ol>
      )}
      <p class="cjw-offer-said" role="status">
        {shown.said}
      </p>
    </Frame>
  );
}
