// The core controls of ipywidgets that our pages use, by the name of their view. The one list: whatever is not
// in it is shown by JupyterLab's front end only (notebook metadata {"cjm": {"front_end": "lab"}}).
import type { Manager } from "../manager.ts";
import type { Model } from "../model.ts";
import type { View } from "../view.ts";
import { BoxView, HBoxView, VBoxView } from "./box.ts";
import { ButtonView } from "./button.ts";
import { CheckboxView, DropdownView } from "./choice.ts";
import { ProgressView } from "./progress.ts";
import { HtmlView, LabelView } from "./said.ts";
import { PasswordView, TextareaView, TextView } from "./text.ts";

export const CONTROLS: Readonly<Record<string, new (model: Model, manager: Manager) => View>> = {
  BoxView,
  HBoxView,
  VBoxView,
  ButtonView,
  CheckboxView,
  DropdownView,
  HTMLView: HtmlView,
  LabelView,
  PasswordView,
  ProgressView,
  TextareaView,
  TextView,
};
