//! What drawing an SVG would cost, worked out before it is drawn: the memory of layers inside layers and of patterns, and
//! the steps of its filters. A drawing of a few bytes can ask for more than any machine has, and drawing is not interrupted.

use resvg::usvg::filter::{Filter, Kind};
use resvg::usvg::{Group, Node, Paint, Transform, Tree};

/// How much larger than the picture a layer may become before it is cut, in either direction.
const BEYOND: f64 = 5.0;
/// Steps for each pixel of a filter that looks at one pixel at a time, or of a layer laid on another.
const PLAIN: f64 = 8.0;
const BYTES: f64 = 4.0;

/// An upper bound, roughly.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    /// Held at one moment.
    pub bytes: f64,
    /// Steps of a few nanoseconds at most.
    pub steps: f64,
}

/// Weighs a drawing that is drawn `scale` times its size on a picture of `width` × `height` pixels.
pub(super) fn weigh(tree: &Tree, scale: f32, (width, height): (u32, u32)) -> Weight {
    let edges = (f64::from(width) * BEYOND, f64::from(height) * BEYOND);
    let mut weigher = Weigher { edges, steps: 0.0 };
    let bytes = weigher.group(tree.root(), f64::from(scale), None);
    Weight { bytes: bytes + f64::from(width) * f64::from(height) * BYTES, steps: weigher.steps }
}

struct Weigher {
    /// The largest layer, pixels.
    edges: (f64, f64),
    steps: f64,
}

impl Weigher {
    /// Bytes that drawing this group holds at one moment. `base` is the scale of what is around its own root; inside
    /// masks, patterns and clip paths (`layer`, pixels) everything is drawn on a layer of that size.
    fn group(&mut self, group: &Group, base: f64, layer: Option<f64>) -> f64 {
        let scale = base * factor(group.abs_transform());
        let edges = group.abs_layer_bounding_box();
        let own = layer.unwrap_or_else(|| self.area(edges.width(), edges.height(), base));
        let mut held = 0.0;
        if group.should_isolate() {
            held = own * BYTES;
            self.steps += own * PLAIN;
        }
        for filter in group.filters() {
            held += self.filter(filter, scale);
        }
        let mut most: f64 = 0.0;
        for node in group.children() {
            let inside = match node {
                Node::Group(child) => self.group(child, base, layer),
                Node::Path(path) => {
                    let edges = path.abs_stroke_bounding_box();
                    self.steps += layer.unwrap_or_else(|| self.area(edges.width(), edges.height(), base));
                    let paints = path.fill().map(|fill| fill.paint()).into_iter();
                    let paints = paints.chain(path.stroke().map(|stroke| stroke.paint()));
                    let scale = base * factor(path.abs_transform());
                    paints.map(|paint| self.pattern(paint, scale)).fold(0.0, f64::max)
                }
                Node::Image(_) | Node::Text(_) => 0.0,
            };
            let mut below: f64 = 0.0;
            // Those of a group are weighed with it, below.
            if !matches!(node, Node::Group(_)) {
                let scale = base * factor(node.abs_transform());
                node.subroots(|root| below = below.max(self.group(root, scale, Some(own))));
            }
            most = most.max(inside + below);
        }
        let mut around: f64 = 0.0;
        for root in masks_and_clips(group) {
            around += own * BYTES + self.group(root, scale, Some(own));
            self.steps += own * PLAIN;
        }
        held + most + around
    }

    fn pattern(&mut self, paint: &Paint, scale: f64) -> f64 {
        let Paint::Pattern(pattern) = paint else { return 0.0 };
        let rect = pattern.rect();
        let scale = scale * factor(pattern.transform());
        let area = (f64::from(rect.width()) * scale) * (f64::from(rect.height()) * scale);
        self.steps += area * PLAIN;
        area * BYTES
    }

    /// Bytes of all its results, which are kept until it is through.
    fn filter(&mut self, filter: &Filter, scale: f64) -> f64 {
        let rect = filter.rect();
        let wide = (f64::from(rect.width()) * scale).min(self.edges.0).max(1.0);
        let high = (f64::from(rect.height()) * scale).min(self.edges.1).max(1.0);
        let area = wide * high;
        let mut held = 0.0;
        for primitive in filter.primitives() {
            let each = match primitive.kind() {
                Kind::Morphology(shape) => {
                    let reach = |radius: f32, most: f64| (f64::from(radius) * scale * 2.0 + 1.0).min(most);
                    reach(shape.radius_x().get(), wide) * reach(shape.radius_y().get(), high)
                }
                Kind::ConvolveMatrix(matrix) => {
                    f64::from(matrix.matrix().columns()) * f64::from(matrix.matrix().rows()) * 2.0
                }
                Kind::Turbulence(noise) => f64::from(noise.num_octaves()) * 32.0,
                Kind::Image(image) => {
                    held += self.group(image.root(), scale, Some(area));
                    1.0
                }
                _ => 1.0,
            };
            self.steps += area * each.max(PLAIN);
        }
        // What a primitive makes is held beside a copy of its input.
        held + area * BYTES * (filter.primitives().len() as f64 + 2.0)
    }

    /// Pixels of this many units at a scale, no more than the largest layer has.
    fn area(&self, width: f32, height: f32, scale: f64) -> f64 {
        (f64::from(width) * scale).min(self.edges.0) * (f64::from(height) * scale).min(self.edges.1)
    }
}

/// What is drawn beside a group to cut it: its clip path and mask, with those that cut these.
fn masks_and_clips(group: &Group) -> Vec<&Group> {
    let mut roots = Vec::new();
    let mut mask = group.mask();
    while let Some(each) = mask {
        roots.push(each.root());
        mask = each.mask();
    }
    let mut clip = group.clip_path();
    while let Some(each) = clip {
        roots.push(each.root());
        clip = each.clip_path();
    }
    roots
}

/// How much larger a transform makes things, at most.
fn factor(transform: Transform) -> f64 {
    let across = f64::from(transform.sx).hypot(f64::from(transform.ky));
    let down = f64::from(transform.kx).hypot(f64::from(transform.sy));
    across.max(down)
}
