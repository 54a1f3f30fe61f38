package ai.avyay.queue;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// The words of a closed set.
final class Words {
    private Words() {}

    static <T> Map<String, T> of(T[] all, Function<T, String> word) {
        var words = new LinkedHashMap<String, T>();
        Arrays.stream(all).forEach(each -> words.put(word.apply(each), each));
        return Collections.unmodifiableMap(words);
    }
}
