package io.plash.build.image;

import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.host.Environment;
import io.plash.launch.plan.Witnesses;

/** Says what it depended on which image the words of a user mean. */
record ImageWitnesses(Witnesses witnesses, Environment environment) {

    void add(ImageSource source, ImageReference image, PullPolicy policy) {
        source.variables().forEach(name -> witnesses.variable(name, environment.get(name)));
        image.sources().forEach(witnesses::content);
        if (policy == PullPolicy.ALWAYS || policy == PullPolicy.NEWER) {
            witnesses.spoil("the image may be another one the next time: " + image);
        }
    }
}
