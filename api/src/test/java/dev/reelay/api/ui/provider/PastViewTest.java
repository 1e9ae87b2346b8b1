package dev.reelay.api.ui.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.ui.page.Bars.Bar;
import dev.reelay.limit.Past.Hour;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastViewTest {
    private static List<String> heights(Hour... hours) {
        return new PastView(List.of(hours))
                .failures().bars().stream().map(Bar::height).toList();
    }

    @Test
    void failuresHaveOneScaleWhateverTheyAre() {
        assertThat(heights(new Hour(10, 1, null))).containsExactly("3.00");
        assertThat(heights(new Hour(10, 10, null), new Hour(10, 5, null))).containsExactly("30.00", "15.00");
    }
}
