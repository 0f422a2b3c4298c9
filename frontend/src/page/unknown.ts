// Stands where a widget would be that this front end does not have.
import { View } from "./view.ts";
import { sentence } from "./words.ts";

export class UnknownView extends View {
  override render(): void {
    const { _view_name, _view_module } = this.model.attributes;
    const name = String(_view_name ?? this.model.kind.name);
    this.el.append(sentence(this.manager.around.words, "unknown_widget", { name }));
    console.warn(
      `${_view_module}.${name} is not in the light page. The notebook's metadata can ask for JupyterLab's renderers: {"cjm": {"front_end": "lab"}}`,
    );
  }
}
