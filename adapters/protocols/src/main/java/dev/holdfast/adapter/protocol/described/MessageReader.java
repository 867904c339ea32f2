package dev.holdfast.adapter.protocol.described;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.holdfast.application.port.out.ProtocolOutputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages in one pass, keeping what is at the places of a shape.
 *
 * <p>The parser's default limits hold (nesting 1,000, names of 50,000 characters, numbers of
 * 1,000), so a hostile message costs time in proportion to its length and nothing else. What is
 * said about it never holds a part of it.
 */
final class MessageReader {

  /** Whoever makes something of messages. */
  @FunctionalInterface
  interface Handler {

    /**
     * A message was read.
     *
     * @param fields what is in it; valid during the call only
     * @param out where to say what it means
     */
    void message(Fields fields, ProtocolOutputs out);
  }

  /** Whoever makes something of the members of a list. */
  @FunctionalInterface
  interface MemberHandler {

    /**
     * A member was read.
     *
     * @param name its name in an object; empty in an array
     * @param fields what is in it; valid during the call only
     */
    void member(String name, Fields fields);
  }

  /** Nothing is wrong. */
  static final String FINE = "";

  private static final JsonFactory JSON = new JsonFactory();

  private final MessageShape shape;
  private final Fields fields;

  MessageReader(MessageShape shape) {
    this.shape = shape;
    this.fields = new Fields(shape.slots());
  }

  /**
   * Reads one message, or all in an array of them.
   *
   * @param text JSON
   * @param arrayOfMessages whether an array holds messages rather than being one
   * @param each told of each message before the next is read
   * @param out handed to whoever is told
   * @return what is wrong with the text; {@link #FINE} if nothing is
   */
  String read(String text, boolean arrayOfMessages, Handler each, ProtocolOutputs out) {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return "not JSON: it is empty";
      }
      if (first == JsonToken.START_ARRAY && arrayOfMessages) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          String problem = message(parser, text, start(parser), each, out);
          if (!problem.isEmpty()) {
            return problem;
          }
        }
        return afterTheLast(parser);
      }
      fields.begin(text, 0);
      value(parser, shape.root());
      String trailing = afterTheLast(parser);
      return trailing.isEmpty() ? told(each, out) : trailing;
    } catch (StreamConstraintsException e) {
      return "beyond a limit: nested deeper than 1000, or a name or a number too long";
    } catch (JsonProcessingException e) {
      long where = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
      return where < 0 ? "not JSON" : "not JSON at character " + (where + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string cannot fail", e);
    }
  }

  /**
   * Reads every member of an object or an array as if it were a message.
   *
   * @param text JSON that was read before
   * @param each told of each member before the next is read
   * @return what is wrong with the member that is the last to be read; {@link #FINE} if nothing is
   */
  String members(String text, MemberHandler each) {
    try (JsonParser parser = JSON.createParser(text)) {
      boolean named = parser.nextToken() == JsonToken.START_OBJECT;
      while (!parser.nextToken().isStructEnd()) {
        String name = named ? parser.currentName() : "";
        if (named) {
          parser.nextToken();
        }
        fields.begin(text, start(parser));
        value(parser, shape.root());
        int repeated = fields.repeated();
        if (repeated >= 0) {
          return shape.pointer(repeated) + " is given twice";
        }
        each.member(name, fields);
      }
      return FINE;
    } catch (IOException e) {
      throw new UncheckedIOException("it was read before", e);
    }
  }

  private String message(
      JsonParser parser, String text, int start, Handler each, ProtocolOutputs out)
      throws IOException {
    fields.begin(text, start);
    value(parser, shape.root());
    // Texts are read when they are asked for; until then the parser stands before their end.
    parser.finishToken();
    fields.endAt(end(parser));
    return told(each, out);
  }

  private String told(Handler each, ProtocolOutputs out) {
    int repeated = fields.repeated();
    if (repeated >= 0) {
      return shape.pointer(repeated) + " is given twice";
    }
    each.message(fields, out);
    return FINE;
  }

  private static String afterTheLast(JsonParser parser) throws IOException {
    return parser.nextToken() == null ? FINE : "more than one JSON value";
  }

  /** Reads the value that the parser stands on; the depth is bounded by that of the shape. */
  private void value(JsonParser parser, MessageShape.@Nullable Node node) throws IOException {
    if (node == null || (node.slot() == MessageShape.Node.NO_SLOT && node.isLeaf())) {
      parser.skipChildren();
      return;
    }
    switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, node);
      case START_ARRAY -> array(parser, node);
      default -> {
        if (node.slot() >= 0) {
          fields.scalar(node.slot(), kind(parser.currentToken()), parser.getText());
        }
      }
    }
  }

  private void object(JsonParser parser, MessageShape.Node node) throws IOException {
    int start = node.slot() >= 0 ? start(parser) : 0;
    if (node.isLeaf()) {
      parser.skipChildren();
    } else {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        MessageShape.@Nullable Node child = node.child(parser.currentName());
        parser.nextToken();
        value(parser, child);
      }
    }
    keep(parser, node, JsonKind.OBJECT, start);
  }

  private void array(JsonParser parser, MessageShape.Node node) throws IOException {
    int start = node.slot() >= 0 ? start(parser) : 0;
    if (node.isLeaf()) {
      parser.skipChildren();
    } else {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        value(parser, node.child(i));
      }
    }
    keep(parser, node, JsonKind.ARRAY, start);
  }

  private void keep(JsonParser parser, MessageShape.Node node, JsonKind kind, int start) {
    if (node.slot() >= 0) {
      fields.container(node.slot(), kind, start, end(parser));
    }
  }

  private static JsonKind kind(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> JsonKind.STRING;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonKind.NUMBER;
      case VALUE_TRUE, VALUE_FALSE -> JsonKind.BOOLEAN;
      default -> JsonKind.NULL;
    };
  }

  private static int start(JsonParser parser) {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private static int end(JsonParser parser) {
    return (int) parser.currentLocation().getCharOffset();
  }
}
