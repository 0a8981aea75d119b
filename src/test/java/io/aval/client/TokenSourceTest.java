package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is kept, and when it is refreshed. */
final class TokenSourceTest extends TokenSourceFixture {
  @Test
  void servesOneTokenUntilItIsDue() {
    TokenSource tokens = source(this::minute);
    assertThat(tokens.getToken()).hasValue("t1");
    clock.advance(Duration.ofSeconds(44));
    assertThat(tokens.getToken()).hasValue("t1");
    assertThat(background.waiting()).isZero();
    assertThat(fetched).hasValue(1);
  }

  @Test
  void refreshesInTheBackgroundWhenAQuarterOfItsLifeIsLeft() {
    TokenSource tokens = source(this::minute);
    tokens.getToken();
    clock.advance(Duration.ofSeconds(45));
    assertThat(tokens.getToken()).hasValue("t1");
    assertThat(tokens.getToken()).hasValue("t1");
    assertThat(background.waiting()).as("one refresh, however many ask").isEqualTo(1);
    background.run();
    assertThat(tokens.getToken()).hasValue("t2");
    assertThat(fetched).hasValue(2);
  }

  @Test
  void servesNoTokenThatMayExpireOnTheWay() {
    TokenSource tokens = source(this::minute);
    tokens.getToken();
    clock.advance(Duration.ofMillis(54_999));
    assertThat(tokens.getToken()).hasValue("t1");
    clock.advance(Duration.ofMillis(1));
    // The refresh that the call before asked for has not begun: this caller flies it.
    assertThat(tokens.getToken()).hasValue("t2");
    background.run();
    assertThat(fetched).hasValue(2);
  }

  @Test
  void refreshesALongLivedTokenFiveMinutesBeforeItsEnd() {
    TokenSource tokens =
        source(
            (user, template) ->
                Optional.of(
                    AccessToken.lasting("t" + fetched.incrementAndGet(), Duration.ofHours(1))));
    tokens.getToken();
    clock.advance(Duration.ofMinutes(55).minusMillis(1));
    tokens.getToken();
    assertThat(background.waiting()).isZero();
    clock.advance(Duration.ofMillis(1));
    tokens.getToken();
    assertThat(background.waiting()).isEqualTo(1);
  }

  @Test
  void keepsUsersAndTemplatesApart() {
    AtomicReference<Optional<String>> user = new AtomicReference<>(Optional.of("ada-"));
    TokenFetch fetch = this::minute;
    TokenSource tokens = source(fetch.forUser(user::get));
    assertThat(tokens.getToken()).hasValue("ada-t1");
    assertThat(tokens.getToken("convex", false)).hasValue("ada-convext2");
    assertThat(tokens.withTemplate("convex").getToken()).hasValue("ada-convext2");
    user.set(Optional.of("grace-"));
    assertThat(tokens.getToken("convex", false)).hasValue("grace-convext3");
    user.set(Optional.of("ada-"));
    assertThat(tokens.getToken("convex", false)).hasValue("ada-convext2");
    user.set(Optional.empty());
    assertThat(tokens.getToken("convex", false)).as("signed out").isEmpty();
    assertThat(tokens.getToken("convex", true)).isEmpty();
    assertThat(fetched).hasValue(3);
  }

  @Test
  void forgetsATokenWhenTheFetchSaysThatNobodyIsSignedIn() {
    AtomicReference<Optional<AccessToken>> next =
        new AtomicReference<>(Optional.of(AccessToken.of("t1")));
    TokenSource tokens = source((user, template) -> next.get());
    assertThat(tokens.getToken()).hasValue("t1");
    next.set(Optional.empty());
    assertThat(tokens.getToken(null, true)).isEmpty();
    assertThat(tokens.getToken()).isEmpty();
  }

  @Test
  void skipsTheCacheAndKeepsWhatThatBrings() {
    TokenSource tokens = source(this::minute);
    tokens.getToken();
    assertThat(tokens.getToken(null, true)).hasValue("t2");
    assertThat(tokens.getToken()).hasValue("t2");
    assertThat(tokens.getToken(TokenRequest.ANY.skippingCache())).hasValue("t3");
  }

  @Test
  void fetchesInsteadOfARefusedTokenOnlyOnce() {
    TokenSource tokens = source(this::minute);
    tokens.getToken();
    TokenRequest other = TokenRequest.ANY.insteadOf("t1");
    assertThat(tokens.getToken(other)).hasValue("t2");
    assertThat(tokens.getToken(other)).hasValue("t2");
    assertThat(fetched).hasValue(2);
  }

  @Test
  void keepsNoMoreTokensThanItMay() {
    AtomicInteger users = new AtomicInteger();
    TokenFetch fetch = this::minute;
    TokenSource tokens =
        source(
            TokenSource.builder(
                    fetch.forUser(() -> Optional.of("u" + users.incrementAndGet() + "-")))
                .maximumTokens(10));
    for (int i = 0; i < 100; i++) {
      tokens.getToken();
    }
    assertThat(((KeptTokens) tokens).size()).isLessThanOrEqualTo(10);
  }

  @Test
  void forgetsWhatNobodyAsksFor() {
    TokenSource tokens = source(this::minute);
    tokens.getToken();
    clock.advance(Duration.ofMinutes(61));
    assertThat(((KeptTokens) tokens).size()).isZero();
  }

  @Test
  void givesNothingAfterItWasClosed() {
    TokenSource tokens = source(this::minute);
    tokens.getToken();
    tokens.close();
    tokens.close();
    assertThatThrownBy(tokens::getToken).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void showsNoTokenInAnyText() {
    TokenFetch fetch = (user, template) -> Optional.of(AccessToken.of("s3cret"));
    TokenSource tokens = source(fetch);
    tokens.getToken();
    assertThat(
            List.of(
                tokens.toString(),
                AccessToken.of("s3cret").toString(),
                TokenRequest.ANY.insteadOf("s3cret").toString()))
        .noneMatch(text -> text.contains("s3cret"));
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    TokenSourceBuilder builder = TokenSource.builder(this::minute);
    assertThatThrownBy(() -> builder.patience(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.patience(Duration.ofHours(1).plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.maximumTokens(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.refreshAhead(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TokenRequest(" ", false, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
