// The house's small elements. Every page works without them.
import "./suggest_box.js";
import "./dismissable_message.js";
import "./copy_button.js";
import "./key_commands.js";
import { closeMenusOnLeaving } from "./menus.js";

closeMenusOnLeaving();
