package io.aval.browser;

import io.aval.IdentityException;
import io.aval.UserIdentity;
import io.aval.internal.jose.Issuers;
import io.aval.internal.jose.JsonText;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A socket that repeats what its caller says, and speaks Aval's protocol in band with real
 * verification. The identity is checked with each message.
 */
final class SocketDoor implements WebSocketConnectionCallback {
  private static final int UNAUTHORIZED = 4401;

  private final Issuers issuers;
  private final Clock clock;
  private final List<Conversation> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();

  SocketDoor(Issuers issuers, Clock clock) {
    this.issuers = issuers;
    this.clock = clock;
  }

  /** How many connections there were. */
  int connections() {
    return connections.get();
  }

  /** How many Authenticate messages were accepted. */
  int accepted() {
    return accepted.get();
  }

  /** Closes every connection as at the end of its caller's time. */
  void closeAll(String reason) {
    open.forEach(conversation -> conversation.close(reason));
  }

  @Override
  public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
    connections.incrementAndGet();
    Conversation conversation = new Conversation(channel);
    open.add(conversation);
    channel.addCloseTask(closed -> open.remove(conversation));
    channel.getReceiveSetter().set(conversation);
    channel.resumeReceives();
  }

  private final class Conversation extends AbstractReceiveListener {
    private final WebSocketChannel channel;
    private final AtomicInteger version = new AtomicInteger();
    private final AtomicReference<UserIdentity> caller = new AtomicReference<>();

    Conversation(WebSocketChannel channel) {
      this.channel = channel;
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
      String text = message.getData();
      UserIdentity known = caller.get();
      if (text.contains("\"Authenticate\"")) {
        authenticate(text);
      } else if (known == null) {
        refuse("NO_TOKEN", 0, false);
      } else if (known.getExpiresAt().isAfter(clock.instant())) {
        WebSockets.sendText(known.getSubject() + ": " + text, channel, null);
      } else {
        refuse("EXPIRED", version.get(), false);
        close("EXPIRED");
      }
    }

    private void authenticate(String text) {
      try (JsonReader reader = Json.createReader(new StringReader(text))) {
        JsonObject frame = reader.readObject();
        try {
          UserIdentity identity = issuers.verify(frame.getString("value"));
          accept(identity);
        } catch (IdentityException refusal) {
          refuse(refusal.getReason().name(), frame.getInt("baseVersion"), true);
          if (caller.get() == null) {
            close(refusal.getReason().name());
          }
        }
      }
    }

    private void accept(UserIdentity identity) {
      caller.set(identity);
      accepted.incrementAndGet();
      Map<String, Object> frame = new LinkedHashMap<>();
      frame.put("type", "Authenticated");
      frame.put("identityVersion", version.incrementAndGet());
      frame.put("expiresAt", identity.getExpiresAt().toString());
      WebSockets.sendText(JsonText.write(frame), channel, null);
    }

    private void refuse(String code, int baseVersion, boolean attempted) {
      Map<String, Object> frame = new LinkedHashMap<>();
      frame.put("type", "AuthError");
      frame.put("code", code);
      frame.put("detail", "Refused.");
      frame.put("baseVersion", baseVersion);
      frame.put("authUpdateAttempted", attempted);
      WebSockets.sendText(JsonText.write(frame), channel, null);
    }

    void close(String reason) {
      WebSockets.sendClose(new CloseMessage(UNAUTHORIZED, reason), channel, null);
    }
  }
}
