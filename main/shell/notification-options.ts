// Main process. A notice as the options of a system's notification. Names nothing of Electron but its types. Pure.
import type { NotificationConstructorOptions } from 'electron';
import type { Notice } from './notice.ts';
import { warningWords } from './notice-words.ts';

/**
 * Buttons are shown by Windows, and by macOS where the application is signed and asks for alerts in its `Info.plist`
 * (`NSUserNotificationAlertStyle`); elsewhere they are left out by Electron, and a click does for all.
 */
export function notificationOptions(
  notice: Notice,
  platform: NodeJS.Platform,
): NotificationConstructorOptions {
  const { kind, title, body, action } = notice;
  return {
    title,
    // Desktops on Linux read markup in the body, not in the title (Desktop Notifications Specification, "Markup").
    body: platform === 'linux' ? withoutMarkup(body) : body,
    silent: kind === 'said',
    actions: action === undefined ? [] : [{ type: 'button', text: warningWords.action[action] }],
  };
}

function withoutMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
