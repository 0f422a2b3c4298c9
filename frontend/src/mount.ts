// From a widget's view function to what anywidget expects: one session a model, any number of views of it.
import { type ComponentChild, h, render } from "preact";
import { viewId } from "./holder.ts";
import { listenDirectly } from "./rescue.ts";
import { Session } from "./session.ts";
import type { Model, Spec } from "./wire.ts";

const DEAF_AFTER_MS = 5000;

export interface ViewProps<S extends Spec> {
  readonly session: Session<S>;
  /** Begins the ids of this view's elements. */
  readonly view: string;
}

export function widget<S extends Spec>(View: (props: ViewProps<S>) => ComponentChild): () => unknown {
  return () => {
    let session: Session<S> | undefined;
    return {
      initialize({ model }: { model: Model }) {
        const made = new Session<S>(model);
        session = made;
        const timer = setTimeout(async () => {
          if (made.link.heard) return;
          const found = await listenDirectly(model.widget_manager, made.spec.model, made.link.hear);
          if (found) made.link.hello();
        }, DEAF_AFTER_MS);
        return () => {
          clearTimeout(timer);
          made.close();
        };
      },
      render({ el }: { el: HTMLElement }) {
        render(h(View, { session: session as Session<S>, view: viewId() }), el);
        return () => render(null, el);
      },
    };
  };
}
