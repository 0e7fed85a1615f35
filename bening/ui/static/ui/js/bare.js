/* The modules of sign-in, error and other bare pages. */

import { startMenus } from "./menus.js";
import { startTheme } from "./theme.js";

startTheme();
startMenus();
