package io.aval.testing;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real browser: the Chromium of the system, which no test downloads. One runs for all tests of a
 * virtual machine, since starting it takes longer than most of them; each has contexts of its own,
 * which share nothing.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  /** Playwright's objects belong to the thread that made them. */
  private static final ThreadLocal<Browser> RUNNING = new ThreadLocal<>();

  private final Browser browser;
  private final List<BrowserContext> contexts = new ArrayList<>();

  private Chromium(Browser browser) {
    this.browser = browser;
  }

  /**
   * Opens the browser that {@code -Dchromium=…}, the environment's {@code CHROMIUM} or the path
   * names. Where there is none the test is skipped, and a line in {@code target/left-out} says so;
   * in continuous integration, where one must be, it fails.
   */
  public static Chromium open() throws IOException {
    Optional<Path> executable = find();
    if (executable.isEmpty()) {
      String fault = "No browser: install chromium, or set CHROMIUM to its path.";
      if ("true".equals(System.getenv("CI"))) {
        fail(fault);
      }
      Path note = Files.createDirectories(Path.of("target", "left-out")).resolve("browser.txt");
      Files.writeString(note, "The tests in a browser were left out. " + fault + "\n");
      abort(fault);
    }
    Browser running = RUNNING.get();
    if (running == null || !running.isConnected()) {
      running = start(executable.get());
      RUNNING.set(running);
    }
    return new Chromium(running);
  }

  /** It ends with this virtual machine, whose end of the driver's input the driver waits for. */
  private static Browser start(Path executable) {
    return Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync")));
  }

  /** Somebody's own cookies, storage and cache. */
  public BrowserContext newContext(Browser.NewContextOptions options) {
    BrowserContext made = browser.newContext(options);
    contexts.add(made);
    return made;
  }

  /** Somebody's own cookies, storage and cache. */
  public BrowserContext newContext() {
    return newContext(new Browser.NewContextOptions());
  }

  /** A page of somebody else's than all others. */
  public Page newPage() {
    return newContext().newPage();
  }

  /** Closes what was opened here. */
  @Override
  public void close() {
    contexts.forEach(BrowserContext::close);
  }

  private static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    Stream<String> onPath =
        NAMES.stream()
            .flatMap(
                name ->
                    Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                        .splitAsStream(path)
                        .map(folder -> folder + File.separator + name));
    return Stream.concat(
            Stream.of(
                    Optional.ofNullable(System.getProperty("chromium")),
                    Optional.ofNullable(System.getenv("CHROMIUM")))
                .flatMap(Optional::stream)
                .filter(name -> !name.isBlank()),
            onPath)
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
