package dev.reelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of mistake is told with its file and line, and with what would be right. */
class CatalogMistakesTest {
    private static final Map<String, String> SOUND = Map.of(
            "providers/acme.yaml", Definitions.PROVIDER,
            "models/zoom.yaml", Definitions.MODEL,
            "models/native.yaml", Definitions.NATIVE,
            "offerings/luma.yaml", Definitions.OFFERING);

    @TempDir
    Path root;

    @Test
    void theSoundDefinitionsAreSound() {
        assertThat(problems("", "", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                // file | what stands there | what somebody writes | the line that is blamed holds | and is told
                "providers/acme.yaml | title: Acme | titel: Acme | titel: | unknown key `titel`; did you mean `title`?",
                "providers/acme.yaml | title: Acme | titel: Acme | provider: acme | `title` is missing: must be a text",
                "providers/acme.yaml | title: Acme | title: 5 | title: | `title` must be a text, not \"5\"",
                "providers/acme.yaml | title: Acme | title: [a] | title: | `title` must be a text, not a list",
                "providers/acme.yaml | https://api.acme | api.acme | base_url: | must be an http or https address",
                "providers/acme.yaml | timeout: 20s | timeout: 20 | timeout: | must be a duration such as 500ms, 90s",
                "providers/acme.yaml | every: 2s | every: -2s | every: | must be a duration such as 500ms, 90s",
                "providers/acme.yaml | first: PT1S | first: P1M | first: | must be a duration such as 500ms, 90s",
                "providers/acme.yaml | done: succeeded | done: success | done: | must be one of cancelled, failed, queued",
                "providers/acme.yaml | outcome: cancelled | outcome: gone | outcome: gone | must be one of cancelled, not_found",
                "providers/acme.yaml | class: unavailable | class: down | class: down | must be one of cancelled, internal",
                "providers/acme.yaml | class: unavailable | klass: unavailable | klass: | unknown key `klass`; did you mean `class`?",
                "providers/acme.yaml | recovery: history | recovery: pray | recovery: | must be one of callback, history, none",
                "providers/acme.yaml | recovery: history | recovery: none | call: POST /{family}/list | `recovery` does not say `history`",
                "providers/acme.yaml | history: | histories: | provider: acme | `history` is missing: must hold named parts",
                "providers/acme.yaml | page_size: 50 | page_size: many | page_size: | must be how many items a full page has",
                "providers/acme.yaml | page_size: 50 | page_size: 0 | page_size: | must be how many items a full page has",
                "providers/acme.yaml | POST /{family}/list | POST /{id}/list | call: POST | unknown variable {id}; known here: family, model",
                "providers/acme.yaml | items: body.jobs | items: $number(body) | items: $number | `items` fails",
                "providers/acme.yaml | input: sent | input: $sent( | input: $sent | `input` is no JSONata",
                "providers/acme.yaml | input: sent | sent: input | item: | `input` is missing",
                "providers/acme.yaml | created_at: at | created: at | created: at | unknown key `created`; did you mean `created_at`?",
                "providers/acme.yaml | every: 4s | every: 0s | looks: | `every` must be more than 0s",
                "providers/acme.yaml | first: 2s | first: soon | looks: | `first` must be a duration such as",
                "providers/acme.yaml | id: body.id | id: body.[ | id: body | `id` is no JSONata",
                "providers/acme.yaml | id: body.id | id: $nope(body) | id: $nope | `id` fails: Attempted to invoke a non-function",
                "providers/acme.yaml | id: body.id | id: $number(body) | id: $number | `id` fails",
                "providers/acme.yaml | POST /{model} | FETCH /{model} | call: FETCH | must be a method and a path, such as",
                "providers/acme.yaml | jobs/{id} | jobs/{idd} | {family} | unknown variable {idd}; known here: family, id, model",
                "providers/acme.yaml | POST /{model} | POST /{id} | call: POST | unknown variable {id}; known here: family, model",
                "providers/acme.yaml | result: 30d | result: [30d] | result: [ | must be a duration such as",
                "models/zoom.yaml | default: 4 | default: 9 | default: | the default breaks its own schema: `/seconds` must be",
                "models/zoom.yaml | maxLength: 100 | maxLenght: 100 | maxLenght | unknown keyword `maxLenght` in a JSON Schema; did you mean `maxLength`?",
                "models/zoom.yaml | maxLength: 100 | maxLength: many | maxLength | no JSON Schema: `/properties/prompt/maxLength`",
                "models/zoom.yaml | maxLength: 100 | pattern: a( | pattern | no JSON Schema",
                "models/zoom.yaml | maxLength: 100 | default: Hello | default: Hello | nobody's text can be its default; use `examples`",
                "models/zoom.yaml | type: integer | type: whole | type: whole | no JSON Schema: `/properties/seconds/type`",
                "models/zoom.yaml | prompt: A road | prompt: 5 | prompt: 5 | the sample breaks its own schema: `/prompt` must be a string",
                "models/zoom.yaml | prompt: A road | promt: A road | promt | unknown field; did you mean `prompt`?",
                "models/zoom.yaml | maximum: 6 | maximum: 3 | prompt: A road | no offering serves the sample: acme:zoom/one: `/seconds` must be at most 3",
                "models/zoom.yaml | provider: acme | provider: akme | provider: | unknown provider `akme`; defined are acme, fal, runcomfy",
                "models/zoom.yaml | \"length\": seconds | \"length\": + seconds | \"length\" | `mapping` is no JSONata",
                "models/zoom.yaml | at: /seconds | at: seconds | at: | must be the JSON pointer of a field of the schema",
                "models/zoom.yaml | at: /seconds | at: /length | at: | must be the JSON pointer of a field of the schema",
                "models/zoom.yaml | seconds > 6 and | $wrong(seconds) and | when: | a rule fails on the sample",
                "models/zoom.yaml | amount: 0.1 | amount: -0.1 | amount: | `amount` must make a number of the sample",
                "models/zoom.yaml | as_of: 2026-08-31 | as_of: today | as_of: | must be a day such as 2026-08-31",
                "models/zoom.yaml | longest: 10m | longest: 10s | longest: | `longest` must be no less than `typical`",
                "models/zoom.yaml | model: acme/zoom | model: luma/ray-2/image-to-video | - | -",
                "models/native.yaml | native: | offerings: | provider: acme | `offerings` must be a list of entries",
                "models/native.yaml | sample: | smaple: | smaple: | unknown key `smaple`; did you mean `sample`?",
                "models/native.yaml | native: | native:\\n  provider_model: x | provider_model | unknown key `provider_model`",
                "offerings/luma.yaml | model: luma/ray-2 | model: luma/ray-3 | model: | unknown model `luma/ray-3/image-to-video`",
                "offerings/luma.yaml | typical: 1m | typical: 1x | limits: | must be a duration such as",
                "offerings/luma.yaml | mapping: ' | mapping: '[ | mapping: | `mapping` is no JSONata",
                "offerings/luma.yaml | mapping: '{ | mapping: '5 /*{ | mapping: | `mapping`"
            })
    void aMistakeIsToldWithFileAndLine(String file, String from, String to, String blamed, String told) {
        String spoiled = Objects.requireNonNull(SOUND.get(file)).replace(from, to.replace("\\n", "\n"));
        List<String> lines = spoiled.lines().toList();

        List<String> problems = problems(file, from, to.replace("\\n", "\n"));

        if (blamed.equals("-")) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).anySatisfy(problem -> {
                assertThat(problem).startsWith(file + ":").contains(told);
                int line = Integer.parseInt(problem.split(":", -1)[1]);
                assertThat(lines.get(line - 1)).contains(blamed);
            });
        }
    }

    @Test
    void twoOfOneIdentityAreAMistake() {
        CatalogFolder folder = new CatalogFolder(root)
                .with("providers/acme.yaml", Definitions.PROVIDER)
                .with("providers/acme-again.yaml", "\n" + Definitions.PROVIDER)
                .with("models/zoom.yaml", Definitions.MODEL)
                .with("models/zoom-again.yaml", Definitions.MODEL)
                .with("offerings/luma.yaml", Definitions.OFFERING)
                .with("offerings/luma-again.yaml", Definitions.OFFERING);

        assertThat(folder.problems())
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem).contains("defined twice: it is also in"))
                .anySatisfy(problem -> assertThat(problem).startsWith("providers/acme.yaml:1:11:"));
    }

    @Test
    void oneModelOfAProviderOfferedTwiceIsAMistake() {
        CatalogFolder folder = new CatalogFolder(root)
                .with("providers/acme.yaml", Definitions.PROVIDER)
                .with("models/a.yaml", Definitions.MODEL)
                .with("models/b.yaml", Definitions.MODEL.replace("model: acme/zoom", "model: acme/zoom-again"));

        assertThat(folder.problems())
                .singleElement()
                .asString()
                .startsWith("models/b.yaml:24:21: `acme:zoom/one` is offered already, at models/a.yaml:24:21");
    }

    @Test
    void aModelThatNobodyOffersIsAMistake() {
        String alone = Definitions.MODEL.substring(0, Definitions.MODEL.indexOf("offerings:"));

        assertThat(new CatalogFolder(root).with("models/zoom.yaml", alone).problems())
                .containsExactly("models/zoom.yaml:21:3: no offering serves the sample");
    }

    @Test
    void aFileThatWouldNeverBeReadIsAMistake() {
        assertThat(new CatalogFolder(root).with("zoom.yaml", Definitions.MODEL).problems())
                .containsExactly("zoom.yaml:1:1: is not read here; move it to providers/, models/ or offerings/");
        assertThat(new CatalogFolder(root.resolve("nowhere")).problems())
                .singleElement()
                .asString()
                .contains("no such folder");
    }

    @Test
    void oneMistakeIsToldOnce() {
        assertThat(problems("models/zoom.yaml", "typical: 1m", "typical: soon")).hasSize(1);
        assertThat(problems("providers/acme.yaml", "timeout: 20s", "timeout: soon"))
                .hasSize(1);
    }

    private List<String> problems(String file, String from, String to) {
        CatalogFolder folder = new CatalogFolder(root);
        SOUND.forEach((name, yaml) -> folder.with(name, name.equals(file) ? yaml.replace(from, to) : yaml));
        return folder.problems();
    }
}
