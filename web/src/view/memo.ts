import { Component, h, type ComponentType } from "preact";

/** A component that is drawn again by its parent only if its properties are others. What it selects itself still redraws it. */
export function memo<P extends object>(draw: ComponentType<P>, same: (one: P, other: P) => boolean): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return !same(this.props, next);
    }
    override render() {
      return h(draw, this.props);
    }
  };
}
