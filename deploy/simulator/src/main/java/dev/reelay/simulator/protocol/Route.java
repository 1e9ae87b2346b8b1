package dev.reelay.simulator.protocol;

/** What a request asks a provider for. */
public sealed interface Route {
    /** A new job of this model. */
    record Submit(String model) implements Route {}

    /** A new job whose answer is the result itself. */
    record Blocking(String model) implements Route {}

    /** The state of a job. */
    record Status(String id) implements Route {}

    /** The state of a job, again on each change, as server-sent events. */
    record Stream(String id) implements Route {}

    /** State and output in one. */
    record StatusAndResult(String id) implements Route {}

    /** The output of a job. */
    record Result(String id) implements Route {}

    /** To take a job back. */
    record Cancel(String id) implements Route {}

    /** The jobs of the caller's account, as the body of the call wants them. */
    record History() implements Route {}

    /** A page that asks for nothing but itself, such as a list of keys or models. */
    record Page(String name) implements Route {}

    /** Nothing the provider has. */
    record Unknown(String path) implements Route {}
}
