import Foundation
import TemporaryFolders
import Testing

/// The program on a terminal: whatever ends it, the terminal is as it was.
@Suite struct BuiltScreenTests {
  private static let python = "/usr/bin/env"

  /// Whether python3, whose pseudo-terminals are used, is there.
  static let hasPython: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = ["python3", "-c", "import pty"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// Starts the program on a terminal of 80 × 24, does as a script says, and gives back what it prints.
  private func onTerminal(_ script: String) throws -> String {
    let program = try #require(BuiltProgram.path, "the program was not built")
    let folder = try TemporaryFolder()
    let source = """
      import os, pty, sys, time, select, fcntl, termios, struct, signal
      # Whoever started this may have blocked signals.
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      # Like a shell: the leader of a session with a terminal of its own.
      if os.fork(): os.wait(); os._exit(0)
      os.setsid()
      main, side = pty.openpty()
      fcntl.ioctl(side, termios.TIOCSCTTY, 0)
      fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
      before = termios.tcgetattr(side)
      seen = b''
      def pump(until, seconds=20):
          global seen
          end = time.time() + seconds
          while time.time() < end and not until():
              if select.select([main], [], [], 0.05)[0]:
                  try: seen += os.read(main, 65536)
                  except OSError: return
      def shows(text):
          pump(lambda: text.encode() in seen)
          print('shows', text, text.encode() in seen)
      def send(keys): os.write(main, keys.encode())
      def resize(columns, rows):
          fcntl.ioctl(main, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
      def restored():
          # What the program has written last is still on its way.
          pump(lambda: False, 0.3)
          print('restored', termios.tcgetattr(side) == before, seen.rfind(b'\\x1b[?1049l') > seen.rfind(b'\\x1b[?1049h'))
      def ended():
          state = []
          def gone():
              got, status = os.waitpid(child, os.WNOHANG)
              if got: state.append(status)
              return bool(got)
          pump(gone)
          if not state: print('still there'); os.kill(child, 9); return
          print('signal', os.WTERMSIG(state[0])) if os.WIFSIGNALED(state[0]) else print('exit', os.WEXITSTATUS(state[0]))
          restored()
      child = os.fork()
      if child == 0:
          os.setpgid(0, 0)
          signal.signal(signal.SIGTTOU, signal.SIG_IGN)
          os.tcsetpgrp(side, os.getpid())
          signal.signal(signal.SIGTTOU, signal.SIG_DFL)
          for stream in (0, 1, 2): os.dup2(side, stream)
          os.execve('\(program)', ['lesson', 'step', 'xor', '--lang', 'en'],
                    {'TERM': 'xterm', 'LANG': 'en_US.UTF-8'})
      shows('operation 1 of')
      print('raw', termios.tcgetattr(side) != before)
      \(script)
      sys.stdout.flush()
      """
    let path = folder.path("terminal.py")
    try Data(source.utf8).write(to: URL(filePath: path))
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: Self.python)
    process.arguments = ["python3", path]
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }

  private static let beginning = "shows operation 1 of True\nraw True\n"

  @Test(.enabled(if: hasPython, "python3 is not installed"))
  func `keys move, another size is drawn anew, and q gives the terminal back`() throws {
    let text = try onTerminal(
      """
      send('n'); shows('operation 2 of')
      send('\\x1b[C'); shows('operation 3 of')
      resize(60, 20); shows('60×20')
      seen = b''
      resize(100, 30); shows('operation 3 of')
      send('q'); ended()
      """)
    #expect(
      text == Self.beginning + """
        shows operation 2 of True
        shows operation 3 of True
        shows 60×20 True
        shows operation 3 of True
        exit 0
        restored True True

        """)
  }

  @Test(
    .enabled(if: hasPython, "python3 is not installed"),
    arguments: ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGSEGV", "SIGABRT", "SIGILL", "SIGTRAP", "SIGBUS", "SIGFPE"])
  func `a signal that ends the program gives the terminal back`(name: String) throws {
    let text = try onTerminal("print(int(signal.\(name))); os.kill(child, signal.\(name)); ended()")
    let lines = text.split(separator: "\n")
    try #require(lines.count == 5, "\(text)")
    #expect(lines[3] == "signal \(lines[2])" && lines[4] == "restored True True", "\(text)")
  }

  @Test(.enabled(if: hasPython, "python3 is not installed"))
  func `Ctrl-C gives the terminal back, and so does the one that quits`() throws {
    #expect(try onTerminal("send('\\x03'); ended()") == Self.beginning + "exit 130\nrestored True True\n")
    #expect(try onTerminal("send('\\x1c'); ended()") == Self.beginning + "signal 3\nrestored True True\n")
  }

  @Test(.enabled(if: hasPython, "python3 is not installed"))
  func `Ctrl-Z gives the terminal back until the program goes on`() throws {
    let text = try onTerminal(
      """
      send('n'); shows('operation 2 of')
      send('\\x1a')
      time.sleep(0.3)
      print(os.waitpid(child, os.WNOHANG | os.WUNTRACED)[1] != 0)
      restored()
      seen = b''
      os.kill(child, signal.SIGCONT); shows('operation 2 of')
      print('raw', termios.tcgetattr(side) != before)
      send('n'); shows('operation 3 of')
      send('q'); ended()
      """)
    #expect(text.hasSuffix("shows operation 3 of True\nexit 0\nrestored True True\n"), "\(text)")
    #expect(
      text.contains("shows operation 2 of True\nTrue\nrestored True True\nshows operation 2 of True\nraw True\n"),
      "\(text)")
  }
}
