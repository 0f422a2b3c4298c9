// The front end of a light page: it connects as soon as the page says to which kernel, and shows each output as it comes.
import { newId } from "../ids.ts";
import { Badge, wouldWarn } from "./badge.ts";
import css from "./controls.css";
import { askFate } from "./fate.ts";
import { Hands } from "./hands.ts";
import { Manager } from "./manager.ts";
import { Outputs } from "./outputs.ts";
import { readSettings, type Settings } from "./settings.ts";
import { KernelSocket } from "./socket.ts";

/** How long a widget that an output names may still be on its way over the other connection. */
const GRACE_MS = 60;

function start(settings: Settings): () => void {
  const { kernelId, baseUrl, cjm } = settings;
  const session = newId("page");
  const channels = new URL(`${baseUrl}api/kernels/${kernelId}/channels?session_id=${session}`, location.href);
  channels.protocol = channels.protocol.replace("http", "ws");

  const storage = sessionStorageOrNone();
  const hands = new Hands(document, storage);
  hands.comeBack();
  const badge = new Badge(document.getElementById("cjm-badge"), {
    words: cjm.words,
    unsent: () => manager.pending || socket.waiting > 0 || hands.busy || wouldWarn(window),
    reload: () => {
      hands.leave();
      location.reload();
    },
    storage,
  });
  const socket: KernelSocket = new KernelSocket(
    { address: channels.href, session, fate: () => askFate(`/cjm/alive/${kernelId}`) },
    {
      onMessage: (message) => manager.receive(message),
      onState: (state) => {
        badge.show(state);
        document.body.dataset.connection = state;
      },
      onOpen: (again) => {
        if (again || manager.adopted) {
          void manager.fetch();
          manager.resend();
        } else void need();
      },
    },
  );
  const manager = new Manager(socket, {
    words: cjm.words,
    newId: () => newId("comm"),
    bokeh: async (model, of) => {
      const { bokehView } = await import("./bokeh.js");
      return bokehView(model, of, cjm.bokeh);
    },
  });
  const outputs = new Outputs(manager, cjm.words);

  /** Ask the kernel for the widgets that outputs wait for and that no message has brought. */
  const need = async (): Promise<void> => {
    if (!manager.missing || socket.state !== "live" || asking) return;
    asking = true;
    const last = document.readyState !== "loading";
    await manager.fetch();
    asking = false;
    if (manager.missing && last) outputs.giveUp(document);
    else if (document.readyState !== "loading") await need();
  };
  let asking = false;

  addEventListener("pagehide", (event) => {
    // A page that the browser only puts aside may come back, and finds its kernel if that still lives.
    if (event.persisted) return;
    socket.close();
    navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`);
  });

  return () => {
    outputs.scan(document);
    if (manager.adopted && socket.state === "live") void manager.fetch();
    if (manager.missing) setTimeout(need, GRACE_MS);
  };
}

function sessionStorageOrNone(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/** Call `look` on whatever the page's stream brings, and once more when it is complete. */
function follow(look: () => void): void {
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true, characterData: true });
  const done = (): void => {
    watch.disconnect();
    look();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done);
  else done();
}

document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
let scan: (() => void) | undefined;
follow(() => {
  if (scan === undefined) {
    const settings = readSettings(document);
    if (settings !== undefined) scan = start(settings);
  }
  scan?.();
});
