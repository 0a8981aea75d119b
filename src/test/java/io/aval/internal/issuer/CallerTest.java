package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CallerTest {
  static Caller caller(String remote, Map<String, String> headers) {
    TreeMap<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    return new Caller("http", remote, "/notes", all);
  }

  static Caller local(String host) {
    return caller("127.0.0.1", Map.of("Host", host));
  }

  @Test
  void believesAHostHeaderThatNamesThisMachine() {
    for (String host :
        List.of("localhost", "localhost:8080", "LocalHost:1", "127.0.0.1:8080", "[::1]:8080")) {
      assertThat(local(host).isLoopback()).as(host).isTrue();
    }
  }

  @Test
  void believesNoOtherHostHeader() {
    for (String host :
        List.of(
            "",
            "example.com",
            "localhost.example.com",
            "127.0.0.1.nip.io",
            "localhost:8080@example.com",
            "example.com/localhost",
            "127.0.0.1:8080:90",
            "localhost:123456",
            "[::2]",
            "10.0.0.1")) {
      assertThat(local(host).isLoopback()).as(host).isFalse();
      assertThat(local(host).loopbackUrl()).as(host).isEmpty();
    }
  }

  @Test
  void believesOnlyCallersOnThisMachine() {
    Map<String, String> host = Map.of("Host", "localhost");
    for (String remote : List.of("127.0.0.1", "127.8.9.1", "::1", "0:0:0:0:0:0:0:1")) {
      assertThat(caller(remote, host).isLoopback()).as(remote).isTrue();
    }
    for (String remote : List.of("10.0.0.1", "::2", "localhost", "", "192.0.2.7", "fe80::1%eth0")) {
      assertThat(caller(remote, host).isLoopback()).as(remote).isFalse();
    }
  }

  @Test
  void believesNobodyBehindAProxy() {
    for (String header :
        List.of("Forwarded", "X-Forwarded-For", "x-forwarded-proto", "Via", "X-Real-IP")) {
      Map<String, String> headers = Map.of("Host", "localhost", header, "127.0.0.1");
      assertThat(caller("127.0.0.1", headers).isLoopback()).as(header).isFalse();
    }
  }

  @Test
  void readsItsUrlFromTheRequest() {
    assertThat(local("localhost:8081").loopbackUrl())
        .hasValueSatisfying(url -> assertThat(url).hasToString("http://localhost:8081/notes"));
  }
}
