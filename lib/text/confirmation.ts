/** What has to be typed before something is destroyed: its name, without regard to case and to spaces around it. */
export function confirms(typed: string, name: string): boolean {
  return typed.trim().toLocaleLowerCase("en") === name.trim().toLocaleLowerCase("en");
}
