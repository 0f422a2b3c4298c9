// From a widget's view function to what anywidget expects: one session a model, any number of views of it.
import { type ComponentChild, h, render } from "preact";
import { viewId } from "./holder.ts";
import { Session } from "./session.ts";
import type { Model, Spec } from "./wire.ts";

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
        session = new Session<S>(model);
        return () => session?.close();
      },
      render({ el }: { el: HTMLElement }) {
        render(h(View, { session: session as Session<S>, view: viewId() }), el);
        return () => render(null, el);
      },
    };
  };
}
