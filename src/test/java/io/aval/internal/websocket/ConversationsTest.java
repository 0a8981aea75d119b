package io.aval.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.UserIdentity;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Conversations end when their time has come: not before, and without anybody speaking. */
final class ConversationsTest extends ConversationFixture {
  @Test
  void endAtExpiryAndSkewToTheMillisecond() throws Exception {
    RecordedSession session = open("ann");
    lookAfter(Duration.ofSeconds(65).minusMillis(1));
    assertThat(session.closed()).isEmpty();
    lookAfter(Duration.ofMillis(1));
    assertThat(session.closed()).containsExactly("4401 EXPIRED");
    assertThat(session.sent()).hasSize(1).first().asString().contains("\"code\":\"EXPIRED\"");
    assertThat(reported).containsExactly("EXPIRED");
    assertThat(conversations.size()).isZero();
    lookAfter(Duration.ofSeconds(1));
    assertThat(session.closed()).hasSize(1);
  }

  @Test
  void goOnWithARenewedIdentity() throws Exception {
    RecordedSession session = open("ann");
    clock.advance(Duration.ofSeconds(50));
    UserIdentity again = user("ann");
    assertThat(session.conversation().accept(again, tenure.until(again))).isTrue();
    lookAfter(Duration.ofSeconds(60));
    assertThat(session.closed()).isEmpty();
    lookAfter(Duration.ofSeconds(5));
    assertThat(session.closed()).containsExactly("4401 EXPIRED");
  }

  @Test
  void endWhereNobodyAuthenticates() throws Exception {
    RecordedSession session = opened(Moment.nobody(tenure.toAuthenticate(PLAN)));
    lookAfter(Duration.ofSeconds(10).minusMillis(1));
    assertThat(session.closed()).isEmpty();
    lookAfter(Duration.ofMillis(1));
    assertThat(session.closed()).containsExactly("4401 NO_TOKEN");
  }

  @Test
  void areLookedAtAndAskedAboutByTwoTasksFromTheStart() {
    conversations.start();
    conversations.start();
    assertThat(delays).containsExactly(250L, 10_000L);
    open("ann");
    assertThat(delays).hasSize(2);
  }

  @Test
  void areLookedAtAgainWhereTheServerDroppedItsTasks() {
    conversations.start();
    scheduler.getQueue().forEach(task -> ((Future<?>) task).cancel(false));
    open("ann");
    assertThat(delays).containsExactly(250L, 10_000L, 250L, 10_000L);
  }

  @Test
  void endWhereTheStoreSaysSo() throws Exception {
    RecordedSession leaves = open("ann");
    RecordedSession stays = open("bob");
    revoked.add("ann");
    lookAfter(Duration.ofSeconds(1));
    assertThat(leaves.closed()).isEmpty();
    askAndLook();
    assertThat(leaves.closed()).containsExactly("4401 REVOKED");
    assertThat(stays.closed()).isEmpty();
  }

  @Test
  void expireAlsoWhileTheStoreIsBroken() throws Exception {
    RecordedSession session = open("broken");
    askAndLook();
    assertThat(session.closed()).isEmpty();
    lookAfter(Duration.ofSeconds(65));
    assertThat(session.closed()).containsExactly("4401 EXPIRED");
  }

  @Test
  void areAskedAboutEachWhateverTheStoreThrowsForOthers() throws Exception {
    for (int i = 0; i < 20; i++) {
      open("broken");
      open("fatal");
    }
    RecordedSession leaves = open("ann");
    revoked.add("ann");
    askAndLook();
    askAndLook();
    assertThat(leaves.closed()).containsExactly("4401 REVOKED");
  }

  @Test
  void expireAlsoWhileTheStoreTakesItsTime() throws Exception {
    RecordedSession session = open("slow");
    Thread asks = new Thread(conversations::ask);
    asks.start();
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    lookAfter(Duration.ofSeconds(65));
    assertThat(session.closed()).containsExactly("4401 EXPIRED");
    answer.countDown();
    asks.join();
  }

  @Test
  void areForgottenWhenClosedThoughTheEndpointHasNoOnClose() throws Exception {
    RecordedSession session = open("ann").gone();
    Conversation conversation = session.conversation();
    lookAfter(Duration.ZERO);
    assertThat(conversations.size()).isZero();
    assertThat(conversation.now().ended()).isTrue();
    assertThat(session.sent()).isEmpty();
  }

  @Test
  void getNoMoreTimeBySayingThatNobodyIsThere() throws Exception {
    RecordedSession session = opened(Moment.nobody(tenure.toAuthenticate(PLAN)));
    clock.advance(Duration.ofSeconds(9));
    nobody(session.conversation());
    assertThat(session.sent()).hasSize(1);
    lookAfter(Duration.ofSeconds(1));
    assertThat(session.closed()).containsExactly("4401 NO_TOKEN");
  }

  @Test
  void getTheTimeToAuthenticateAfterAnIdentityWasGivenUp() throws Exception {
    RecordedSession session = open("ann");
    clock.advance(Duration.ofSeconds(30));
    nobody(session.conversation());
    lookAfter(Duration.ofSeconds(10).minusMillis(1));
    assertThat(session.closed()).isEmpty();
    lookAfter(Duration.ofMillis(1));
    assertThat(session.closed()).containsExactly("4401 NO_TOKEN");
  }

  private void nobody(Conversation conversation) throws Exception {
    new Authentication(doorkeeper, tenure, endings, answers)
        .take(conversation, new Authenticate(null, null, null));
  }

  private void askAndLook() throws Exception {
    conversations.ask();
    lookAfter(Duration.ZERO);
  }

  @Test
  void neverBecomeSomebodyElses() {
    Conversation conversation = opened(Moment.nobody(Moment.NEVER)).conversation();
    UserIdentity ann = user("ann");
    assertThat(conversation.accept(ann, Moment.NEVER)).isTrue();
    assertThat(conversation.accept(user("bob"), Moment.NEVER)).isFalse();
    assertThat(conversation.now().identity()).isEqualTo(ann);
  }

  @Test
  void tellTheNewestLaterWhereTheApplicationIsInTheMiddleOfAMessage() throws Exception {
    RecordedSession session = open("ann").busy(true);
    assertThat(session.conversation().send("old")).isTrue();
    assertThat(session.conversation().send("new")).isTrue();
    lookAfter(Duration.ZERO);
    assertThat(session.sent()).isEmpty();
    session.busy(false);
    lookAfter(Duration.ZERO);
    lookAfter(Duration.ZERO);
    assertThat(session.sent()).containsExactly("new");
  }

  @Test
  void areLeftWhenTheyOpenAfterTheApplicationStopped() {
    conversations.close();
    RecordedSession session = open("ann");
    assertThat(session.closed()).containsExactly("1001 ");
    assertThat(conversations.size()).isZero();
    assertThat(delays).isEmpty();
  }

  @Test
  void areLeftWhenTheApplicationStops() {
    RecordedSession session = open("ann");
    conversations.close();
    assertThat(session.closed()).containsExactly("1001 ");
    assertThat(reported).isEmpty();
  }

  @Test
  void keepNoMoreThanAFewMessagesForAClientThatDoesNotRead() {
    RecordedSession session = open("ann").stalled();
    for (int i = 0; i < 16; i++) {
      assertThat(session.conversation().send("m")).isTrue();
    }
    assertThat(session.conversation().send("m")).isFalse();
  }
}
