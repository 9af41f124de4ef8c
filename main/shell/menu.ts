// Main process. The application menu: macOS needs one for its editing keys, the other systems show none.
import { Menu, type MenuItemConstructorOptions } from 'electron';

const macMenu: readonly MenuItemConstructorOptions[] = [
  { role: 'appMenu' },
  { role: 'editMenu' },
  { role: 'windowMenu' },
];

export function setUpMenu(platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(platform === 'darwin' ? Menu.buildFromTemplate([...macMenu]) : null);
}
