package io.aval.internal.websocket;

import jakarta.websocket.Decoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What an endpoint, or one of its methods, does with text messages. */
enum TextUse {
  /** It takes them whole: ours can be told from the application's. */
  WHOLE,
  /** It takes none: Aval takes them. */
  NONE,
  /** The container gives them to a decoder, or in parts, before anybody could look at them. */
  FOREIGN;

  private static final Set<Class<?>> BINARY =
      Set.of(byte[].class, ByteBuffer.class, InputStream.class, PongMessage.class);

  /** What one {@code @OnMessage} method does. */
  static TextUse of(Method method, List<Class<?>> decoders) {
    int at = messageAt(method);
    if (at < 0) {
      return NONE;
    }
    Class<?> message = method.getParameterTypes()[at];
    if (BINARY.contains(message)) {
      return NONE;
    }
    boolean decodesText = decoders.stream().anyMatch(TextUse::isOfText);
    if (message == String.class) {
      boolean inParts = Arrays.asList(method.getParameterTypes()).contains(boolean.class);
      return inParts || decodesText ? FOREIGN : WHOLE;
    }
    if (MethodType.methodType(message).unwrap().returnType().isPrimitive()) {
      return FOREIGN; // the container itself reads numbers and truth values from text
    }
    boolean decodesBinary = decoders.stream().anyMatch(decoder -> !isOfText(decoder));
    return decodesBinary && !decodesText ? NONE : FOREIGN;
  }

  /** At which place the message is: the first parameter that is nothing else; −1: nowhere. */
  static int messageAt(Method method) {
    Class<?>[] types = method.getParameterTypes();
    Annotation[][] annotations = method.getParameterAnnotations();
    int last = -1;
    for (int i = 0; i < types.length; i++) {
      boolean other =
          types[i] == Session.class
              || EndpointConfig.class.isAssignableFrom(types[i])
              || Arrays.stream(annotations[i]).anyMatch(PathParam.class::isInstance);
      if (!other && types[i] != boolean.class) {
        return i;
      }
      last = !other && last < 0 ? i : last;
    }
    return last;
  }

  private static boolean isOfText(Class<?> decoder) {
    return Decoder.Text.class.isAssignableFrom(decoder)
        || Decoder.TextStream.class.isAssignableFrom(decoder);
  }
}
