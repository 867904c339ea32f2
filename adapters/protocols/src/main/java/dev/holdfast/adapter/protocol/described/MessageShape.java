package dev.holdfast.adapter.protocol.described;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places in messages that a description asks about, as a tree of names. A message is read once,
 * and only what is found at these places is kept; each has a slot. Immutable once built.
 */
public final class MessageShape {

  /** One name on the way to a place. */
  static final class Node {
    static final int NO_SLOT = -1;

    private final Map<String, Node> children = new HashMap<>();
    private @Nullable Node[] elements = {};
    private int slot = NO_SLOT;

    /** So that walking an array looks nothing up by name. */
    private void findElements() {
      for (Map.Entry<String, Node> child : children.entrySet()) {
        if (child.getKey().matches("0|[1-9][0-9]{0,3}")) {
          int index = Integer.parseInt(child.getKey());
          elements = Arrays.copyOf(elements, Math.max(elements.length, index + 1));
          elements[index] = child.getValue();
        }
        child.getValue().findElements();
      }
    }

    int slot() {
      return slot;
    }

    @Nullable Node child(String name) {
      return children.get(name);
    }

    @Nullable Node child(int index) {
      return index < elements.length ? elements[index] : null;
    }

    /** Whether nothing below this place is asked about. */
    boolean isLeaf() {
      return children.isEmpty();
    }
  }

  private final Node root;
  private final List<String> pointers;

  private MessageShape(Node root, List<String> pointers) {
    this.root = root;
    this.pointers = List.copyOf(pointers);
  }

  Node root() {
    return root;
  }

  /** How many slots there are. */
  int slots() {
    return pointers.size();
  }

  /** The JSON Pointer of a slot. */
  String pointer(int slot) {
    return pointers.get(slot);
  }

  /** Collects the places that are asked about. */
  public static final class Builder {

    /** The most places. */
    public static final int PLACES_MOST = 256;

    private final Node root = new Node();
    private final Map<String, Integer> slots = new LinkedHashMap<>();

    /** Whether there is no room for another place. */
    public boolean isFull() {
      return slots.size() >= PLACES_MOST;
    }

    /**
     * The slot of a place; the same for the same place.
     *
     * @param pointer a JSON Pointer (RFC 6901)
     */
    public int slot(String pointer) {
      Integer known = slots.get(pointer);
      if (known != null) {
        return known;
      }
      Node node = root;
      List<String> names =
          pointer.isEmpty() ? List.of() : List.of(pointer.substring(1).split("/", -1));
      for (String name : names) {
        String plain = name.replace("~1", "/").replace("~0", "~");
        node = node.children.computeIfAbsent(plain, key -> new Node());
      }
      int slot = slots.size();
      node.slot = slot;
      slots.put(pointer, slot);
      return slot;
    }

    /** The shape; the builder is not to be used any more. */
    public MessageShape build() {
      root.findElements();
      return new MessageShape(root, new ArrayList<>(slots.keySet()));
    }
  }
}
