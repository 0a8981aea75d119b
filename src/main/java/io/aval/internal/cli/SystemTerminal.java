package io.aval.internal.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** The terminal of this process, or what stands in its place. */
final class SystemTerminal {
  private SystemTerminal() {}

  static Terminal open() {
    boolean colours = colours(System.getenv(), isTerminal());
    return new Terminal(
        new BufferedReader(new InputStreamReader(System.in, charset("stdin.encoding"))),
        writer(System.out, "stdout.encoding"),
        writer(System.err, "stderr.encoding"),
        colours ? Ansi.ON : Ansi.OFF);
  }

  /** Colours only for eyes: never in a file or a pipe, nor where somebody has asked for none. */
  static boolean colours(Map<String, String> environment, boolean terminal) {
    boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty(); // no-color.org
    boolean unable = environment.getOrDefault("TERM", "").equals("dumb");
    return terminal && !unwanted && !unable;
  }

  /** From Java 22 on there is a console also where there is no terminal, and it says so. */
  @SuppressWarnings("SystemConsoleNull") // that it means little on newer ones is seen to below
  private static boolean isTerminal() {
    @Nullable Console console = System.console();
    try {
      return console != null
          && Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException java21) {
      return true;
    } catch (ReflectiveOperationException unexpected) {
      return false;
    }
  }

  private static PrintWriter writer(OutputStream stream, String property) {
    return new PrintWriter(new OutputStreamWriter(stream, charset(property)), true);
  }

  /** Java 17 knows one encoding of the terminal, later ones know one for each stream. */
  private static Charset charset(String property) {
    String name = System.getProperty(property, System.getProperty("native.encoding", ""));
    return !name.isEmpty() && Charset.isSupported(name)
        ? Charset.forName(name)
        : StandardCharsets.UTF_8;
  }
}
