package io.aval.internal.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** A web project in which commands are typed. */
record Scene(Path webXml) {
  /** What a command left behind. */
  record Result(int exit, String out, String err) {}

  /** A project with an empty web root. */
  static Scene empty(Path directory) throws IOException {
    return new Scene(
        Files.createDirectories(directory.resolve("webapp/WEB-INF")).resolve("web.xml"));
  }

  /** A project whose web.xml has these context parameters, names and values in turns. */
  static Scene with(Path directory, String... parameters) throws Exception {
    Scene scene = empty(directory);
    WebXml file = WebXml.of(WebXmlFile.NEW).with(WebXmlTest.params(parameters));
    Files.writeString(scene.webXml, file.text());
    return scene;
  }

  /** Runs {@code auth add} for an issuer, and types nothing. */
  Result add(String domain, String... options) {
    return auth(
        "",
        Stream.concat(Stream.of("add", "--domain", domain), Stream.of(options))
            .toArray(String[]::new));
  }

  /** Runs {@code aval auth …} in the project, with something typed in. */
  Result auth(String typed, String... arguments) {
    List<String> all = new ArrayList<>(List.of("auth"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--web-xml", webXml.toString()));
    return run(typed, all.toArray(String[]::new));
  }

  static Result run(String typed, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new BufferedReader(new StringReader(typed)),
            new PrintWriter(out),
            new PrintWriter(err),
            Ansi.OFF);
    int exit = AvalCommand.run(terminal, arguments);
    return new Result(exit, out.toString(), err.toString());
  }

  String text() throws IOException {
    return Files.readString(webXml);
  }

  /** The parameters of the file as lines. */
  List<String> parameters() throws Exception {
    return new WebXmlFile(webXml)
        .read().parameters().stream().map(one -> one.name() + "=" + one.value()).toList();
  }
}
