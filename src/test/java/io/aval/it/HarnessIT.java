package io.aval.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the other integration tests stand on: a server that is ours, is the right one, stays in. */
@ExtendWith(ArquillianExtension.class)
class HarnessIT {
  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    return TestWar.withoutAval("harness").page("hello.txt", "hello").archive();
  }

  @Test
  void servesTheDeployedApplication() throws Exception {
    try (var in = base.toURI().resolve("hello.txt").toURL().openStream()) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("hello");
    }
  }

  @Test
  void listensOnLoopbackOnly() throws Exception {
    assertThat(InetAddress.getByName(base.getHost()).isLoopbackAddress()).isTrue();
    long server = Server.current().process().pid();
    Path sockets = Path.of("/proc/" + server + "/fd");
    assumeTrue(Files.isDirectory(sockets), "needs /proc");
    assertThat(listeningAddresses(sockets)).isNotEmpty().allMatch(HarnessIT::isLoopback);
  }

  /** The hexadecimal local addresses of the process's listening sockets. */
  private static List<String> listeningAddresses(Path descriptors) throws Exception {
    List<String> inodes = new ArrayList<>();
    try (var files = Files.newDirectoryStream(descriptors)) {
      for (Path file : files) {
        if (Files.isSymbolicLink(file)) {
          inodes.add(Files.readSymbolicLink(file).toString());
        }
      }
    }
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(descriptors.resolveSibling("net").resolve(table))) {
        String[] fields = line.trim().split("\\s+");
        if (fields[3].equals("0A") && inodes.contains("socket:[" + fields[9] + "]")) {
          addresses.add(fields[1].substring(0, fields[1].indexOf(':')));
        }
      }
    }
    return addresses;
  }

  private static boolean isLoopback(String hexadecimal) {
    return hexadecimal.equals("0100007F") // 127.0.0.1
        || hexadecimal.equals("0000000000000000FFFF00000100007F") // the same, mapped into IPv6
        || hexadecimal.equals("00000000000000000000000001000000"); // ::1
  }
}
