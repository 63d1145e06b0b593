/// A key that is pressed alone, whatever sent it.
package enum ScreenKey: Hashable, Sendable {
  case character(Character)
  case enter, escape, tab, backspace
  case up, down, left, right, pageUp, pageDown, home, end
}
