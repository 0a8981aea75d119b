package io.aval.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A server on loopback that answers as it is told and remembers what it was asked. */
final class TokenServer implements AutoCloseable {

  /** What was asked. */
  record Asked(String method, String path, Map<String, List<String>> headers, String body) {
    /** The one value of a header; null where it was not sent. */
    String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? null : String.join(", ", values);
    }
  }

  /** What is answered. */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer ok(String json) {
      return of(200, json);
    }

    static Answer of(int status, String body, String... headers) {
      Map<String, String> fields = new java.util.HashMap<>();
      for (int i = 0; i < headers.length; i += 2) {
        fields.put(headers[i], headers[i + 1]);
      }
      return new Answer(status, fields, body);
    }

    /** The body, encoded as the header says. */
    byte[] bytes() throws IOException {
      byte[] plain = body.getBytes(StandardCharsets.UTF_8);
      if (!"gzip".equals(headers.get("Content-Encoding"))) {
        return plain;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(plain);
      }
      return out.toByteArray();
    }
  }

  static {
    // Else each answer with a body waits 40 ms for the other side's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  TokenServer() throws IOException {
    this(InetAddress.getByName("127.0.0.1"));
  }

  TokenServer(InetAddress address) throws IOException {
    server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Says what comes next; with nothing left, the answer is 500. */
  TokenServer then(Answer... next) {
    answers.addAll(List.of(next));
    return this;
  }

  List<Asked> asked() {
    return asked;
  }

  Asked last() {
    return asked.get(asked.size() - 1);
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange call) throws IOException {
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        new Asked(
            call.getRequestMethod(),
            call.getRequestURI().toString(),
            Map.copyOf(call.getRequestHeaders()),
            body));
    Answer next = answers.poll();
    Answer answer = next != null ? next : Answer.of(500, "");
    call.getResponseHeaders().set("Content-Type", "text/plain");
    answer.headers().forEach(call.getResponseHeaders()::set);
    byte[] bytes = answer.bytes();
    boolean empty = bytes.length == 0 || call.getRequestMethod().equals("HEAD");
    call.sendResponseHeaders(answer.status(), empty ? -1 : bytes.length);
    if (!empty) {
      call.getResponseBody().write(bytes);
    }
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
