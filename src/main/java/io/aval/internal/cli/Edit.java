package io.aval.internal.cli;

import java.util.List;

/**
 * Makes a change, or only shows it.
 *
 * @param terminal where it is shown
 * @param file what is changed
 * @param dryRun whether it is only shown
 */
record Edit(Terminal terminal, WebXmlFile file, boolean dryRun) {

  /** Writes the file, or shows the lines that would be other ones. */
  void apply(WebXml before, WebXml after) throws Trouble {
    if (dryRun) {
      show(before.text().lines().toList(), after.text().lines().toList());
      terminal.out().println("Nothing was changed (--dry-run).");
      return;
    }
    file.write(before, after);
    terminal
        .out()
        .println("Configuration updated: " + file.path() + ". Deploy the application again.");
  }

  /**
   * Shows the change as a unified diff. Lines come or go in blocks and are never moved, so the
   * longest common beginning and end leave little between them.
   */
  private void show(List<String> before, List<String> after) {
    int same = 0;
    int least = Math.min(before.size(), after.size());
    while (same < least && before.get(same).equals(after.get(same))) {
      same++;
    }
    int end = 0;
    while (end < least - same
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    terminal.out().println("--- " + file.path());
    terminal.out().println("+++ " + file.path());
    int from = Math.max(0, same - 3);
    int to = Math.max(0, end - 3);
    terminal
        .out()
        .printf(
            "@@ -%d,%d +%d,%d @@%n",
            from + 1, before.size() - to - from, from + 1, after.size() - to - from);
    print(" ", before.subList(from, same));
    print("-", before.subList(same, before.size() - end));
    print("+", after.subList(same, after.size() - end));
    print(" ", before.subList(before.size() - end, before.size() - to));
  }

  private void print(String mark, List<String> lines) {
    lines.forEach(line -> terminal.out().println(mark + PlainText.lines(line)));
  }
}
