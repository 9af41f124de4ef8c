// Window. A dialog over the window: keeps the focus inside, closes with Escape, gives the focus back.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal as AriaModal, ModalOverlay } from 'react-aria-components/Modal';
import { common } from '../text/common.ts';
import { IconButton } from './buttons.tsx';

interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly isWide?: boolean;
  readonly isAlert?: boolean;
  /** The way out is at its top, and nothing else is to be decided. */
  readonly isClosedAtTop?: boolean;
  /** The command palette: near the top, its title for screen readers only. */
  readonly isPalette?: boolean;
  readonly children: ReactNode;
}

export function Modal({ title, onClose, isWide, isAlert, isClosedAtTop, isPalette, children }: ModalProps) {
  const look = isPalette === true ? 'modal palette' : isWide === true ? 'modal wide' : 'modal';
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <AriaModal className={look}>
        <Dialog className="dialog" role={isAlert === true ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" className={isPalette === true ? 'sr-only' : 'dialog-title'}>
            {title}
          </Heading>
          {isClosedAtTop === true && (
            <div className="dialog-close">
              <IconButton label={common.close} shortcut="close" onPress={onClose}>
                <X aria-hidden="true" size={16} />
              </IconButton>
            </div>
          )}
          {children}
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}
