package io.aval.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program for Node.js that goes on until it is closed. It says {@code ready} when it is, and ends
 * by itself when its input does, which is when the test's process is gone.
 */
public final class NodeProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final StringBuffer output = new StringBuffer();
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  private NodeProcess(Process process) {
    this.process = process;
  }

  static NodeProcess start(ProcessBuilder command) throws IOException, InterruptedException {
    NodeProcess started = new NodeProcess(command.redirectErrorStream(true).start());
    Thread reader = new Thread(started::read, "node-output");
    reader.setDaemon(true);
    reader.start();
    started.awaitReady();
    return started;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        if (line.equals("ready")) {
          ready.complete(true);
        }
      }
    } catch (IOException e) {
      ready.completeExceptionally(new UncheckedIOException(e));
    }
    ready.complete(false); // it has ended; nothing changes when it was ready before
  }

  private void awaitReady() throws InterruptedException {
    boolean isReady = false;
    try {
      isReady = ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      output.append(e);
    }
    if (!isReady) {
      close();
      throw new IllegalStateException("the program did not get ready:\n" + output);
    }
  }

  /** Ends the program and waits until its port is free again. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
