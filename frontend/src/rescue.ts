// anywidget 0.11 gives a widget's module two seconds to start. On a slow phone, behind a page that loads a hundred
// scripts, it may take longer; then the widget shows, but never hears a word (every message waits for a promise that
// was rejected). So a page that has heard nothing listens to the comm itself.

interface Comm {
  on_msg(callback: (message: unknown) => void): void;
}

interface Manager {
  get_model?(id: string): Promise<{ comm?: Comm; _handle_comm_msg?(message: unknown): Promise<unknown> }>;
}

interface CommMessage {
  readonly content?: { readonly data?: { readonly method?: string; readonly content?: unknown } };
  readonly buffers?: readonly DataView[];
}

/** Hear the comm of model `id` without anywidget; what is not for us goes where it went before. */
export async function listenDirectly(
  manager: unknown,
  id: string,
  hear: (content: unknown, buffers: DataView[]) => void,
): Promise<boolean> {
  const model = await (manager as Manager | undefined)?.get_model?.(id);
  if (model?.comm === undefined) return false;
  model.comm.on_msg((message) => {
    const { content, buffers } = message as CommMessage;
    if (content?.data?.method === "custom") hear(content.data.content, [...(buffers ?? [])]);
    else void model._handle_comm_msg?.(message)?.catch(() => undefined);
  });
  return true;
}
