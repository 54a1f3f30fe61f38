package ai.avyay.app;

import ai.avyay.documents.Place;
import ai.avyay.documents.Value;
import java.util.List;

/// Finds where in a document something stands.
final class Places {
    private Places() {}

    /// Where the name of the last of `keys` stands, or of the deepest one that is there.
    static Place ofKey(Value tree, String... keys) {
        var place = tree.place();
        var here = tree;
        for (var key : keys) {
            if (here instanceof Value.Mapping mapping && mapping.fields().containsKey(key)) {
                var field = mapping.fields().get(key);
                place = field.place();
                here = field.value();
            }
        }
        return place;
    }

    /// Where the value of the last of `keys` stands, or of the deepest one that is there.
    static Place ofValue(Value tree, String... keys) {
        return value(tree, keys).place();
    }

    /// Where an item of the list at `keys` stands; a single value stands for a list of one.
    static Place ofItem(Value tree, int index, String... keys) {
        var list = value(tree, keys);
        return list instanceof Value.Sequence(var at, List<Value> items)
                ? index < items.size() ? items.get(index).place() : at
                : list.place();
    }

    private static Value value(Value tree, String... keys) {
        var here = tree;
        for (var key : keys) {
            if (here instanceof Value.Mapping mapping && mapping.fields().containsKey(key)) {
                here = mapping.fields().get(key).value();
            }
        }
        return here;
    }
}
