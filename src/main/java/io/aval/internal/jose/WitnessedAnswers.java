package io.aval.internal.jose;

import io.aval.internal.jose.ProbeFinding.Check;
import io.aval.internal.jose.ProbeFinding.Outcome;
import java.net.Socket;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** What servers' answers tell besides their bodies: the time, and certificates. One thread. */
final class WitnessedAnswers implements HttpFetch.Witness {
  /** What remains unknown: {@code Date} has whole seconds, and the answer was on its way. */
  private static final Duration UNCERTAINTY = Duration.ofSeconds(2);

  private static final Duration SOON = Duration.ofDays(14);

  private final Clock clock;
  private final List<Duration> ahead = new ArrayList<>();
  private final Map<String, Instant> expiries = new TreeMap<>();

  WitnessedAnswers(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void answered(URI uri, HttpAnswer answer, Socket socket) {
    date(answer.headers()).ifPresent(date -> ahead.add(Duration.between(date, clock.instant())));
    if (socket instanceof SSLSocket secure) {
      expiry(secure).ifPresent(end -> expiries.merge(uri.getHost(), end, WitnessedAnswers::first));
    }
  }

  /** How far this clock is from the servers', judged by what the provider tolerates. */
  ProbeFinding clock(String issuer, Duration skew) {
    Optional<Duration> apart = ahead.stream().max((one, other) -> one.abs().compareTo(other.abs()));
    if (apart.isEmpty()) {
      return new ProbeFinding(issuer, Check.CLOCK, Outcome.SKIPPED, "no answer told the time");
    }
    Duration difference = apart.get();
    boolean fits = difference.abs().compareTo(skew.plus(UNCERTAINTY)) <= 0;
    String side = difference.isNegative() ? " s behind" : " s ahead of";
    return new ProbeFinding(
        issuer,
        Check.CLOCK,
        fits ? Outcome.PASSED : Outcome.FAILED,
        "this clock is "
            + difference.abs().toSeconds()
            + side
            + " the issuer's; tolerated: "
            + skew.toSeconds()
            + " s");
  }

  /** Until when the certificates are good, the shortest-lived of each server. */
  ProbeFinding certificate(String issuer) {
    if (expiries.isEmpty()) {
      return new ProbeFinding(
          issuer, Check.CERTIFICATE, Outcome.SKIPPED, "no certificate was shown");
    }
    boolean soon = false;
    List<String> details = new ArrayList<>();
    for (Map.Entry<String, Instant> server : expiries.entrySet()) {
      Duration left = Duration.between(clock.instant(), server.getValue());
      soon |= left.compareTo(SOON) < 0;
      LocalDate day = LocalDate.ofInstant(server.getValue(), ZoneOffset.UTC);
      details.add(server.getKey() + ": good until " + day + ", " + left.toDays() + " days");
    }
    return new ProbeFinding(
        issuer,
        Check.CERTIFICATE,
        soon ? Outcome.WARNED : Outcome.PASSED,
        String.join("; ", details));
  }

  /**
   * When the answer was made (RFC 9110, section 6.6.1), and how long a cache kept it (RFC 9111).
   */
  private static Optional<Instant> date(Map<String, String> headers) {
    try {
      String age = headers.getOrDefault("Age", "0");
      return Optional.ofNullable(headers.get("Date"))
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .map(date -> age.matches("\\d{1,9}") ? date.plusSeconds(Long.parseLong(age)) : date);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> expiry(SSLSocket socket) {
    try {
      Optional<Instant> first = Optional.empty();
      for (Certificate certificate : socket.getSession().getPeerCertificates()) {
        if (certificate instanceof X509Certificate x509) {
          Instant end = x509.getNotAfter().toInstant();
          first = Optional.of(first.map(other -> first(end, other)).orElse(end));
        }
      }
      return first;
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty();
    }
  }

  private static Instant first(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
